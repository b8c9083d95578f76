/** First, last, the page and its neighbours; null is a gap: `[1, null, 6, 7, 8, null, 65]`. */
export function pagesAround(page: number, last: number): readonly (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, last].filter((one) => one >= 1 && one <= last);
  const pages = [...new Set(wanted)].sort((a, b) => a - b);
  return pages.flatMap((one, index) => {
    const before = pages[index - 1];
    return before !== undefined && one - before > 1 ? [one - before === 2 ? one - 1 : null, one] : [one];
  });
}
