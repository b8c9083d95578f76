const MOST = 200;

/**
 * What the other side says of its own failure, fit for our run record: one line, cut, without numbers long enough to be
 * an identity card, a phone or a token.
 */
export function foreignText(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/[\w+/=-]{0,64}\d{6}[\w+/=-]{0,64}|[\w+/=-]{24,}/g, '***')
    .trim();
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
