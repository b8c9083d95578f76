import { components, escaped, header, hl7Time, message, segment } from './hl7-text.js';
import type { Row } from './table.js';

const STATUS: Readonly<Record<string, string>> = { 1: 'P', 2: 'F', 3: 'C', 9: 'X' };
const VISIT_CLASS: Readonly<Record<string, string>> = { 1: 'O', 2: 'I', 3: 'O' };

/** One report with its results, as LIS pushes it. Rows are those of v_lis_bg and v_lis_jg; OBR-22 is the report row's xgsj. */
export function oruMessage(controlId: string, report: Row, results: readonly Row[]): string {
  const status = STATUS[report['bgzt'] ?? ''] ?? 'F';
  return message([
    header({ application: 'LIS', type: 'ORU^R01', controlId, at: hl7Time(report['xgsj']), charset: 'UNICODE UTF-8' }),
    segment('PID', {
      1: '1',
      3: `${escaped(report['brid'])}^^^HIS^PI`,
      5: escaped(report['brxm']),
      7: (report['csrq'] ?? '').replaceAll('-', ''),
      8: escaped(report['brxb']),
    }),
    segment('PV1', { 1: '1', 2: VISIT_CLASS[report['mzzybz'] ?? ''] ?? 'O', 19: escaped(report['jzlsh']) }),
    segment('OBR', {
      1: '1',
      2: escaped(report['sqdh']),
      3: escaped(report['bgdh']),
      4: components(report['jyxmdm'], report['jyxmmc']),
      7: hl7Time(report['cjrq']),
      14: hl7Time(report['jsrq']),
      15: escaped(report['bbmc']),
      16: escaped(report['sqysxm']),
      20: escaped(report['bbh']),
      21: components(report['sqksbm'], report['sqksmc']),
      22: hl7Time(report['xgsj']),
      25: status,
      32: escaped(report['shz']),
      34: escaped(report['jyz']),
    }),
    ...results.map((result) =>
      segment('OBX', {
        1: escaped(result['dyxh']),
        2: /^-?\d+(\.\d+)?$/.test(result['jczbjg'] ?? '') ? 'NM' : 'ST',
        3: `${components(result['jczbdm'], result['jczbmc'])}^L${result['xjmc'] ? `^^${escaped(result['xjmc'])}^GERM` : ''}`,
        4: escaped(result['jgid']),
        5: escaped(result['jczbjg']),
        6: escaped(result['jldw']),
        7: escaped(result['ckz']),
        8: flag(result),
        11: status === 'C' ? 'C' : 'F',
        14: hl7Time(report['jyrq']),
        17: escaped(result['jcff']),
        18: escaped(result['yqbh']),
      }),
    ),
  ]);
}

function flag(result: Row): string {
  // Table 0078 of HL7 has the susceptibilities among the flags.
  if (result['ymjg']) return escaped(result['ymjg']);
  const shown = result['ycts'] ?? '';
  if (result['wjz'] !== '1') return escaped(shown);
  return ['↓', 'L', '低'].includes(shown) ? 'LL' : 'HH';
}
