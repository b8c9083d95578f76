import { components, escaped, header, hl7Time, message, segment } from './hl7-text.js';
import type { Row } from './table.js';

/** One document with its text. `note` is a row of v_blws; EVN-2 is its xgsj. */
export interface MdmFacts {
  readonly event: 'T02' | 'T10' | 'T11';
  readonly controlId: string;
  readonly at: string;
  readonly note: Row;
}

const STATUS: Readonly<Record<string, string>> = { 1: 'AU', 2: 'LA', 9: 'CA' };

export function mdmMessage({ event, controlId, at, note }: MdmFacts): string {
  return message([
    header({ application: 'EMR', type: `MDM^${event}`, controlId, at: hl7Time(at), charset: 'UNICODE UTF-8' }),
    segment('EVN', { 1: event, 2: hl7Time(at) }),
    segment('PID', { 1: '1', 3: `${escaped(note['brid'])}^^^HIS^PI` }),
    segment('PV1', { 1: '1', 2: note['mzzybz'] === '2' ? 'I' : 'O', 3: components('', '', '', note['ksdm']), 19: escaped(note['jzxh']) }),
    segment('TXA', {
      1: '1',
      2: components(note['bllbdm'], note['bllbmc']),
      4: hl7Time(note['jlsj']),
      7: hl7Time(note['qmsj']),
      9: components('', note['cjysxm']),
      12: escaped(note['blbh']),
      17: STATUS[note['blzt'] ?? ''] ?? 'AU',
    }),
    segment('OBX', { 1: '1', 2: 'FT', 3: components(note['bllbdm'], note['blbt']), 5: escaped(note['blnr']), 11: 'F' }),
    segment('ZTX', { 1: escaped(note['bbh']), 2: escaped(note['gslx']) }),
  ]);
}
