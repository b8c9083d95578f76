const FLAG_WORDS: Readonly<Record<string, string>> = { H: '↑ 偏高', L: '↓ 偏低', HH: '↑↑ 危急值', LL: '↓↓ 危急值', A: '* 异常' };
const SEX_WORDS: Readonly<Record<string, string>> = { '1': '男', '2': '女' };
const STEPS: Readonly<Record<string, string>> = { S: 'S 敏感', I: 'I 中介', R: 'R 耐药' };
const TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** `↑ 偏高`: arrow and word, so that grey paper says it too. Empty for a normal result and for one that nobody judged. */
export const flagWords = (flag: string | null): string => (flag ? (FLAG_WORDS[flag] ?? '') : '');
export const sexWord = (sex: string): string => SEX_WORDS[sex] ?? '未说明';
export const susceptibilityWord = (step: string | null): string => (step ? (STEPS[step.toUpperCase()] ?? step) : '');

/** `2026-11-23 10:00` by the hospital's clock; null stays null. */
export const timeWords = (at: Date | null): string | null => (at ? TIME.format(at) : null);
