import { components, escaped, header, hl7Time, message, segment } from './hl7-text.js';
import type { Row } from './table.js';

export type SiuEvent = 'S12' | 'S13' | 'S15' | 'S26';

/** One booking. `booking` is a row of the platform; ZSC-1 is its time of change, because SIU has no EVN. */
export interface SiuFacts {
  readonly event: SiuEvent;
  readonly controlId: string;
  readonly at: string;
  readonly booking: Row;
}

export function siuMessage({ event, controlId, at, booking }: SiuFacts): string {
  return message([
    header({ application: 'BOOKING', type: `SIU^${event}`, controlId, at: hl7Time(at), charset: 'UNICODE UTF-8' }),
    segment('SCH', {
      2: escaped(booking['yyh']),
      5: escaped(booking['hyh']),
      8: escaped(booking['yylx']),
      11: `^^^${hl7Time(booking['kssj'])}^${hl7Time(booking['jssj'])}`,
      25: escaped(booking['zt']),
    }),
    segment('PID', { 1: '1', 3: `${escaped(booking['brid'])}^^^HIS^PI` }),
    segment('RGS', { 1: '1' }),
    ...(booking['xmmc'] ? [segment('AIS', { 1: '1', 3: components('', booking['xmmc']) })] : []),
    segment('AIL', { 1: '1', 3: components('', '', '', booking['ksdm']) }),
    ...(booking['ysgh'] ? [segment('AIP', { 1: '1', 3: components(booking['ysgh'], booking['ysxm']) })] : []),
    segment('ZSC', { 1: hl7Time(at), 2: escaped(booking['ksmc']) }),
  ]);
}
