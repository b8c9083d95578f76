/** What the office may be told of. */
export const ALERT_NAMES: Readonly<Record<string, string>> = { 'level-expiry': '级别到期', arrival: '到院（门诊、急诊）', admission: '入院' };
export const ALERT_STATUS: Readonly<Record<string, string>> = { open: '待处理', acknowledged: '已知晓', closed: '已关闭' };
export const alertName = (kind: string): string => ALERT_NAMES[kind] ?? kind;
