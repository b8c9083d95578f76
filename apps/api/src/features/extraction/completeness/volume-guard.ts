/** What a scan has seen, before anything is taken away. */
export interface ScanVolume {
  /** Our records that the data set answers for. */
  readonly live: number;
  /** Those of them that were not found. */
  readonly gone: number;
  /** Records that the source has shown, ours and others'. */
  readonly fetched: number;
  /** What it usually shows: the median of the last four weeks' scans; null when there were none. */
  readonly usual: number | null;
}

/** So few may go at any time, or a small data set could never lose a record. */
const FEW = 2;

/**
 * A source that suddenly shows far less than it did is more likely broken than emptied. Null: the removals are believable;
 * else the sentence why nothing is taken away.
 * @param share what may go at once, as a part of what is live, 0–1
 */
export function unbelievable({ live, gone, fetched, usual }: ScanVolume, share: number): string | null {
  if (gone === 0) return null;
  if (usual !== null && fetched < usual / 2) {
    return `本次来源仅返回 ${fetched} 条，不足近四周常见数量 ${usual} 条的一半，疑似来源视图异常；${gone} 条未见的记录均未删除，请核实后确认。`;
  }
  if (gone > FEW && gone > live * share) {
    return `来源中已找不到 ${gone} 条记录（共 ${live} 条），超过一次可自动标记的比例 ${Math.round(share * 1000) / 10}%，均未删除，请核实后确认。`;
  }
  return null;
}
