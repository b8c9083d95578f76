import { components, escaped, header, hl7Time, message, segment } from './hl7-text.js';
import type { Row } from './table.js';

export type AdtEvent = 'A01' | 'A02' | 'A03' | 'A04' | 'A08' | 'A11' | 'A13' | 'A40';

/** What one ADT message tells. `at` is the xgsj of the row that changed, so that message and view agree on the version. */
export interface AdtFacts {
  readonly event: AdtEvent;
  readonly controlId: string;
  readonly at: string;
  readonly charset: string;
  readonly patient: Row;
  /** Row of v_mzjz or of v_zyjl; none when only the patient changed. */
  readonly outpatient?: Row;
  readonly stay?: Row;
  /** A40: the file that is given up. */
  readonly replaced?: string;
}

export function adtMessage(facts: AdtFacts): string {
  const { event, controlId, at, charset, patient, outpatient, stay, replaced } = facts;
  const type = event === 'A40' ? 'ADT^A40^ADT_A39' : `ADT^${event}`;
  const segments = [
    header({ application: 'HIS', type, controlId, at: hl7Time(at), charset }),
    segment('EVN', { 1: event, 2: hl7Time(at) }),
    patientSegment(patient),
  ];
  if (replaced) segments.push(segment('MRG', { 1: `${escaped(replaced)}^^^HIS^PI` }));
  if (outpatient) segments.push(...outpatientSegments(outpatient));
  if (stay) segments.push(...staySegments(stay));
  if (!outpatient && !stay && event !== 'A40')
    segments.push(segment('PV1', { 1: '1', 2: 'N', 18: escaped(patient['brxz']) }));
  return message(segments);
}

export function patientSegment(patient: Row): string {
  const identifier = (value: string | null | undefined, authority: string): string =>
    value ? `${escaped(value)}^^^${authority}` : '';
  const identifiers = [
    identifier(patient['brid'], 'HIS^PI'),
    identifier(patient['sfzh'], 'GA^NI'),
    identifier(patient['ybkh'], 'YB^SS'),
  ];
  return segment('PID', {
    1: '1',
    3: identifiers.filter(Boolean).join('~'),
    5: escaped(patient['brxm']),
    7: (patient['csny'] ?? '').replaceAll('-', ''),
    8: escaped(patient['brxb']),
    13: escaped(patient['lxdh']),
  });
}

function outpatientSegments(visit: Row): string[] {
  return [
    segment('PV1', {
      1: '1',
      2: visit['sfjz'] === '1' ? 'E' : 'O',
      3: components('', '', '', visit['jzksbm']),
      7: components(visit['zzysgh'], visit['zzysxm']),
      10: escaped(visit['jzlx']),
      18: escaped(visit['fb']),
      19: escaped(visit['jzlsh']),
      44: hl7Time(visit['ghsj']),
      45: hl7Time(visit['wcjzsj']),
    }),
    segment('ZPV', {
      3: escaped(visit['jzksmc']),
      5: escaped(visit['jzzdbm']),
      6: escaped(visit['jzzdmc']),
      7: escaped(visit['jzzt']),
      9: escaped(visit['ghjlid']),
      10: hl7Time(visit['jzsj']),
    }),
  ];
}

function staySegments(stay: Row): string[] {
  return [
    segment('PV1', {
      1: '1',
      2: 'I',
      3: components(stay['brbq'], '', stay['cwh'], stay['brksbm']),
      7: components(stay['zyysgh'], stay['zyysxm']),
      10: escaped(stay['jzlx']),
      18: escaped(stay['brxz']),
      19: escaped(stay['jzlsh']),
      36: escaped(stay['cyfs']),
      44: hl7Time(stay['ryrq']),
      45: hl7Time(stay['cyrq']),
    }),
    segment('ZPV', {
      1: escaped(stay['bah']),
      2: escaped(stay['zycs']),
      3: escaped(stay['brksmc']),
      4: escaped(stay['bqmc']),
      5: escaped(stay['zyzdbm']),
      6: escaped(stay['zyzdmc']),
      7: escaped(stay['cypb']),
      8: escaped(stay['ryzd']),
    }),
  ];
}
