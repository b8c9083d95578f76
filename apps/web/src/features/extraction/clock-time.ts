/** A time of day in a form, `22:30`. */
export const CLOCK_RULE = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: '请按 22:30 的样子填写' };
