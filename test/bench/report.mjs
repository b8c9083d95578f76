import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { HERE, ROOT } from './places.mjs';

/** @typedef {{ compared: import('./rounds.mjs').Compared[], facts: { name: string, value: string, goal: string, met: boolean | null }[] }} Result */

const digits = (/** @type {number} */ value, /** @type {number} */ places = 0) =>
  value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
const verdict = (/** @type {boolean | null} */ met) => (met === null ? '–' : met ? '达到' : '未达到');

/** @param {Result} result */
function table({ compared, facts }) {
  return [
    '| 操作 | 比值（中位） | 最低–最高 | 目标 | 结论 | 产品 | p95 ms | 底线 | p95 ms |',
    '|---|---|---|---|---|---|---|---|---|',
    ...compared.map(({ name, goal, ratio, least, most, product, floor, unit }) => {
      const met = goal === null ? null : ratio >= goal;
      return `| ${name} | **${digits(ratio, 2)}** | ${digits(least, 2)}–${digits(most, 2)} | ${goal === null ? '–' : `≥ ${goal}`} | ${verdict(met)} | ${digits(product.rate)} ${unit} | ${digits(product.p95, 1)} | ${digits(floor.rate)} ${unit} | ${digits(floor.p95, 1)} |`;
    }),
    '',
    '| 指标 | 结果 | 目标 | 结论 |',
    '|---|---|---|---|',
    ...facts.map(({ name, value, goal, met }) => `| ${name} | ${value} | ${goal} | ${verdict(met)} |`),
  ].join('\n');
}

/**
 * Shows the table, and keeps it in result.md when the whole was measured.
 * @param {Result} result @param {import('./options.mjs').Options} options @param {number} seconds the run took
 */
export function report(result, options, seconds) {
  const text = table(result);
  process.stdout.write(`\n${text}\n\n用时 ${Math.round(seconds)} 秒。比值 = 产品 ÷ 底线，同一次运行中交替测量；绝对速率随机器变化，只作参考。\n`);
  if (!options.keepResult) return;
  const { people, visits, results } = options.size;
  writeFileSync(join(HERE, 'result.md'), `# 性能测量结果（npm run bench${options.sizeName === 'full' ? ' -- --full' : ''}）

- 日期：${new Date().toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })}（北京时间）
- 代码：${commit()}
- 数据：${digits(people)} 人，${digits(visits)} 次就诊，${digits(results)} 条检验结果；查询者为只看得到约十分之一对象的科主任
- 机器：${cpus().length} 核 ${cpus()[0]?.model.trim() ?? ''}，内存 ${Math.round(totalmem() / 2 ** 30)} GB，${process.platform} ${process.arch}，Node ${process.version}；最近五分钟负载 ${digits(loadavg()[1] ?? 0, 1)}（含本测量）
- 读法：比值 = 产品 ÷ 底线，在同一次运行中交替测量，取各轮中位数。底线是没有登录、权限、脱敏和审计的裸程序，是极限而不是对手；产品始终带登录、行权限、脱敏和落库审计

${text}
`);
}

function commit() {
  try {
    const git = (/** @type {string[]} */ args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
    return `${git(['rev-parse', '--short', 'HEAD'])}${git(['status', '--porcelain', '--', 'apps/api/src', 'libs']) ? '（含未提交的修改）' : ''}`;
  } catch {
    return '未知（不是 git 检出）';
  }
}
