const MINUTE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** `2026-03-01 09:05`, as the hospital's clock shows it. */
export const formatMoment = (at: Date): string => MINUTE.format(at);
