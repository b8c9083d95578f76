const TWO_SIDED = /^\s*(-?\d+(?:\.\d+)?)\s*(?:-{1,2}|[–—~～])\s*(-?\d+(?:\.\d+)?)\s*$/;

/** A reference range as the house writes it: `3.9-6.1` and `3.9--6.1` become `3.9～6.1`; every other wording stays as the laboratory sent it. */
export function formatRange(range: string | null | undefined): string | null {
  if (!range) return null;
  const found = TWO_SIDED.exec(range);
  return found ? `${found[1]}～${found[2]}` : range;
}
