import type { LabReport } from './lab-report.js';
import { seededRandom } from './random.js';
import type { Row } from './table.js';
import { MINUTE, stamp } from './wall-clock.js';

/** How far the telephone book 危急值登记 of a critical value has come. */
export type NoticeStep = 'none' | 'told' | 'handled';

/** Whom the laboratory reached. */
export const TOLD = ['病房值班护士', '值班医生', '门诊分诊台', '主管护士'] as const;

/** The same rows with what the laboratory wrote of its critical values: most were told and handled before the report was verified. */
export function withNotices(report: LabReport, rows: readonly Row[], step?: NoticeStep): Row[] {
  return rows.map((row) => {
    if (row['wjz'] !== '1') return row;
    const random = seededRandom(`notice/${row['jgid']}`);
    const reached = step ?? random.weighted<NoticeStep>([['handled', 85], ['told', 10], ['none', 5]]);
    const told = report.collectedAt + random.integer(110, 125) * MINUTE;
    return {
      ...row,
      wjztzsj: reached === 'none' ? null : stamp(told),
      wjztzr: reached === 'none' ? null : random.pick(TOLD),
      wjzclsj: reached === 'handled' ? stamp(told + random.integer(5, 20) * MINUTE) : null,
    };
  });
}
