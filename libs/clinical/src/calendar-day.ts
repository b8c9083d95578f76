/** An instant, or a calendar day and wall time of the hospital as text (`2026-01-31`, `2026-01-31 10:32`). */
export type Moment = Date | string;

const SHANGHAI = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const DAY_MS = 86_400_000;

/** The calendar day in the hospital, `YYYY-MM-DD`. Text without a zone already is hospital time. Throws on no date. */
export function hospitalDay(moment: Moment): string {
  if (typeof moment === 'string' && !/(Z|[+-]\d{2}:?\d{2})$/.test(moment.slice(10))) {
    const day = moment.slice(0, 10);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
      throw new RangeError(`not a date: ${moment}`);
    return day;
  }
  return SHANGHAI.format(new Date(moment));
}

/** Calendar days from one `YYYY-MM-DD` to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
