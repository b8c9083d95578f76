/** How a figure stands beside an earlier one; from nothing there is no percentage. */
export function changeWords(now: number, before: number): string {
  if (now === before) return '持平';
  if (before === 0) return '无可比数据';
  const percent = ((now - before) / before) * 100;
  return `${percent > 0 ? '增长' : '下降'} ${Math.abs(percent).toFixed(1)}%`;
}
