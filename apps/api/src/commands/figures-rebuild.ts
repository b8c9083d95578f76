import { FigureUpkeep } from '../features/stats/figure-upkeep.service.js';
import { withApplication } from './application.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Counts the figures of a period anew from the records, whole months; without a period those of all time. The servers may run meanwhile: writers wait. */
export async function figuresRebuild([from, to]: readonly string[], print: (line: string) => void): Promise<void> {
  if ((from && !DAY.test(from)) || (to && !DAY.test(to)) || Boolean(from) !== Boolean(to)) {
    throw new Error('用法：npm run --silent cli -- figures rebuild [开始日期 结束日期]，日期如 2026-01-01。');
  }
  await withApplication(async (app) => {
    const begun = performance.now();
    await app.get(FigureUpkeep, { strict: false }).rebuild(from && to ? { from, to } : null, 'cli');
    print(`统计已按明细重算${from ? `（${from} 至 ${to}）` : ''}，用时 ${Math.round((performance.now() - begun) / 1_000)} 秒。`);
  });
}
