/**
 * How long to wait before the next attempt, in ms; null: not at all. Without a usable header a 429 is waited for a little
 * longer each time, a 503 is an outage and left to the next run.
 * @param attempt how many were made, from 1
 */
export function retryAfterMs(header: string | undefined, status: number, attempt: number): number | null {
  const told = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(told)) return Number(told) * 1000;
  const date = Date.parse(told);
  if (!Number.isNaN(date)) return Math.max(0, date - Date.now());
  return status === 429 ? 1000 * 2 ** (attempt - 1) : null;
}
