const RANGE = /^([A-Z]\d{2}(?:\.\d)?)(?:-([A-Z]\d{2}(?:\.\d)?))?$/;

/** Whether the text names a diagnosis (`I10`, `K76.0`) or a range of them (`E10-E14`), ends included. */
export function isIcdRange(text: string): boolean {
  const [, first, last] = RANGE.exec(text) ?? [];
  return first !== undefined && (last === undefined || (first.length === last.length && first <= last));
}

/**
 * Whether a diagnosis code, with whatever extension the hospital's edition of ICD-10 gives it (`I10.x00x032`), lies in one of
 * the ranges. Without a code there is nothing to compare.
 */
export function inIcdRanges(code: string | null, ranges: readonly string[]): boolean {
  if (code === null) return false;
  const said = code.trim().toUpperCase();
  return ranges.some((range) => {
    const [, first, last = first] = RANGE.exec(range) ?? [];
    if (first === undefined || last === undefined) return false;
    const head = said.slice(0, first.length);
    return head.length === first.length && head >= first && head <= last;
  });
}
