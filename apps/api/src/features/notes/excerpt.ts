const AROUND = 24;
const MOST = 3;

/** Some characters around the first places where `text` holds what was looked for, whatever its letter case. One excerpt a place, places apart. */
export function excerptsOf(text: string, sought: string): string[] {
  const found: string[] = [];
  const lower = text.toLowerCase();
  const needle = sought.toLowerCase();
  // A letter that changes its length in small letters would shift every place after it.
  if (!needle || lower.length !== text.length) return [];
  for (let at = lower.indexOf(needle); at >= 0 && found.length < MOST; at = lower.indexOf(needle, at + needle.length + AROUND)) {
    const [from, to] = [Math.max(0, at - AROUND), Math.min(text.length, at + needle.length + AROUND)];
    found.push(`${from > 0 ? '…' : ''}${text.slice(from, to).replace(/\s+/g, ' ')}${to < text.length ? '…' : ''}`);
  }
  return found;
}
