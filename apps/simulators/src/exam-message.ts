import { components, escaped, header, hl7Time, message, segment } from './hl7-text.js';
import type { Row } from './table.js';

const STATUS: Readonly<Record<string, string>> = { 1: 'P', 2: 'F', 3: 'C', 9: 'X' };

/** One report of an examination as RIS pushes it: a row of v_jcbg; OBR-22 is its xgsj. What was seen stands in ZRP. */
export function examMessage(controlId: string, report: Row): string {
  return message([
    header({ application: 'RIS', type: 'ORU^R01', controlId, at: hl7Time(report['xgsj']), charset: 'UNICODE UTF-8' }),
    segment('PID', { 1: '1', 3: `${escaped(report['brid'])}^^^HIS^PI`, 5: escaped(report['brxm']) }),
    segment('PV1', { 1: '1', 2: report['mzzybz'] === '3' ? 'I' : 'O', 19: escaped(report['jzlsh']) }),
    segment('OBR', {
      1: '1',
      2: escaped(report['sqdh']),
      3: escaped(report['jcwyid']),
      4: components(report['jcxmdm'], report['jcxmmc']),
      7: hl7Time(report['jysj']),
      15: escaped(report['jcbw']),
      16: components('', report['sqysxm']),
      18: escaped(report['pacsh']),
      20: escaped(report['bbh']),
      21: components(report['sqksdm'], report['sqksmc']),
      22: hl7Time(report['xgsj']),
      24: escaped(report['jclb']),
      25: STATUS[report['bgzt'] ?? ''] ?? 'F',
      32: escaped(report['shrxm']),
      34: escaped(report['bgrxm']),
    }),
    segment('ZRP', {
      1: escaped(report['yxbx']),
      2: escaped(report['yxzd']),
      3: escaped(report['bzhjy']),
      4: escaped(report['yys']),
      5: escaped(report['wjzbs']),
      6: escaped(report['studyuid']),
    }),
  ]);
}
