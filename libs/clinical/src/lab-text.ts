const SUPERSCRIPT = /[⁺⁻⁰¹²³⁴-⁹]+/gu;
const COMPARATORS: [RegExp, string][] = [
  [/&lt;/giu, '<'],
  [/&gt;/giu, '>'],
  [/≤|≦|⩽|=<|小于等于|不高于/gu, '<='],
  [/≥|≧|⩾|=>|大于等于|不低于/gu, '>='],
  [/小于|低于/gu, '<'],
  [/大于|高于/gu, '>'],
];

/**
 * What laboratories print, in one alphabet: half-width forms, `^` for superscripts, one minus, one tilde, `<= >= < >`,
 * `×` for times, `μ`. Trimmed; letters keep their case.
 */
export function levelLabText(text: string): string {
  // Superscripts go first: NFKC would turn 10⁹ into 109.
  const raised = text.replace(SUPERSCRIPT, (digits) => `^${digits.normalize('NFKC')}`);
  const level = raised
    .normalize('NFKC')
    .replace(/[−–‐‑]/gu, '-')
    .replace(/[~〜∼]/gu, '~')
    .replace(/µ/gu, 'μ')
    .replace(/[✕✖⨯]/gu, '×');
  return COMPARATORS.reduce((levelled, [spelling, sign]) => levelled.replace(spelling, sign), level).trim();
}
