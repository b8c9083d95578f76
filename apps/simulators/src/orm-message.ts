import { patientSegment } from './adt-message.js';
import { components, escaped, header, hl7Time, message, segment } from './hl7-text.js';
import type { Row } from './table.js';

/** One order of the ward. `order` is a row of v_zyyz; ORC-9 is its xgsj. */
export interface OrmFacts {
  readonly control: 'NW' | 'DC' | 'CA';
  readonly controlId: string;
  readonly at: string;
  readonly patient: Row;
  readonly order: Row;
}

const STATUS = { NW: 'IP', DC: 'DC', CA: 'CA' } as const;

export function ormMessage({ control, controlId, at, patient, order }: OrmFacts): string {
  return message([
    header({ application: 'HIS', type: 'ORM^O01', controlId, at: hl7Time(at), charset: 'GBK' }),
    patientSegment(patient),
    segment('PV1', { 1: '1', 2: 'I', 3: components('', '', '', order['xdksbm']), 19: escaped(order['jzlsh']) }),
    segment('ORC', {
      1: control,
      2: escaped(order['yzzid']),
      4: escaped(order['yzzh']),
      5: STATUS[control],
      9: hl7Time(at),
      12: components(order['xdysgh'], order['xdysxm']),
      15: hl7Time(order['xdsj']),
      17: components(order['xdksbm'], order['xdksmc']),
    }),
    segment('OBR', { 1: '1', 2: escaped(order['yzzid']), 4: components(order['xmdm'], order['yzmc']) }),
    segment('ZOR', { 1: escaped(order['yzlb']), 2: escaped(order['yzxq']), 3: escaped(order['yzzt']) }),
  ]);
}
