export interface DiffLine {
  readonly kind: 'same' | 'left' | 'right';
  readonly text: string;
}

/** Longer documents are compared as far as this. */
const MOST_LINES = 1_500;

/** What two texts have in common, line by line, and what only one of them has, in the order of reading. */
export function diffLines(left: string, right: string): readonly DiffLine[] {
  const [a, b] = [left, right].map((text) => text.split('\n').slice(0, MOST_LINES)) as [string[], string[]];
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i]! });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) lines.push({ kind: 'left', text: a[i++]! });
    else lines.push({ kind: 'right', text: b[j++]! });
  }
  return lines;
}
