/** The hospital's clock: all its systems print Shanghai wall time without a zone. Instants here are epoch milliseconds. */
const SHANGHAI = 8 * 3600_000;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `2026-11-22 20:36:44.123` */
export function stampMs(at: number): string {
  return new Date(at + SHANGHAI).toISOString().slice(0, 23).replace('T', ' ');
}

/** `2026-11-22 20:36:44` */
export function stamp(at: number): string {
  return stampMs(at).slice(0, 19);
}

/** `20261122203644` */
export function compact(at: number): string {
  return stamp(at).replace(/\D/g, '');
}

/** `2026-11-22` */
export function day(at: number): string {
  return stamp(at).slice(0, 10);
}

/** Reads the first three forms above back. Throws on anything else. */
export function parseStamp(text: string): number {
  const [, y, mo, d, h = '00', mi = '00', s = '00', ms = '0'] =
    text.match(/^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2})(?:\.(\d{1,3}))?)?$/) ?? [];
  const at = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms.padEnd(3, '0')}+08:00`);
  if (Number.isNaN(at)) throw new Error(`not a time of this hospital: ${text}`);
  return at;
}

/** The instant of an hour of the same Shanghai day. */
export function atHour(at: number, hour: number): number {
  return parseStamp(day(at)) + hour * HOUR;
}

/** Whole years between a birth date and an instant. */
export function yearsOld(birth: string, at: number): number {
  const today = day(at);
  return Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - (today.slice(5) < birth.slice(5) ? 1 : 0);
}
