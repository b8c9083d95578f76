const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;
const DOTS = /\s*[·•‧∙⋅・･]\s*/gu;
const DOT_BETWEEN_HAN = /(?<=\p{Script=Han})\s*\.\s*(?=\p{Script=Han})/gu;
const BLANK_OUTSIDE_LATIN = /(?<![A-Za-z.,]) | (?![A-Za-z])/gu;
/** `（特需）`, `[VIP]`, `【干保】` at the end: what a registration desk adds to a name. */
const BRACKETED_END = /\s*(?:\([^()]*\)|\[[^[\]]*\]|【[^【】]*】)\s*$/u;
/** One star behind a name of two or more characters is the mark of a VIP; `张**` and `李*` are hidden names. */
const STAR_END = /(?<=[^*\s][^*\s])\s*[*★☆]$/u;

/**
 * One spelling of a name for comparing and searching: full-width forms, blanks, middle dots, capital Latin letters,
 * and the marks a desk adds at the end are levelled. Latin words keep one blank between them.
 */
export function normalizeName(text: string): string {
  const typed = text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/gu, ' ');
  const name = withoutMarks(typed.replace(DOTS, '·').replace(DOT_BETWEEN_HAN, '·').trim());
  return name
    .replace(/^·+|·+$/gu, '')
    .replace(BLANK_OUTSIDE_LATIN, '')
    .toUpperCase();
}

function withoutMarks(name: string): string {
  const shorter = name.replace(BRACKETED_END, '').replace(STAR_END, '').trim();
  return shorter === name ? name : withoutMarks(shorter);
}

/** Does the name carry a stand-in (`?`, `*`, `□`) for a character the source could not store? */
export function isUnreadableName(text: string): boolean {
  return /[?*□\ufffd]/u.test(normalizeName(text));
}

/** The same name in two spellings; never true for an empty or unreadable one. */
export function sameName(a: string, b: string): boolean {
  const [left, right] = [a, b].map((name) => normalizeName(name).replaceAll(' ', ''));
  return left !== '' && left === right && !isUnreadableName(a) && !isUnreadableName(b);
}
