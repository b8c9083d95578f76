import { HeadRow } from '../../shared/list/head-row.js';
import type { DryRun } from './connecting.js';

const VERDICTS: Readonly<Record<string, string>> = {
  added: '将新增',
  changed: '将更新',
  removed: '将撤销',
  unchanged: '没有变化',
  filtered: '不是保健对象',
  superseded: '已有更新的版本',
  quarantined: '不能写入',
};

/** What the draft makes of each row; what would change of stored ones stands beside what is there. */
export function TrialRows({ rows }: { rows: DryRun['items'] }) {
  return (
    <div className="list-scroll" tabIndex={0} role="group" aria-label="试转换结果">
      <table className="connect-table">
        <HeadRow titles={['业务主键', '结果', '字段（前 → 后）', '问题']} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.ref}>
              <td>{row.key}</td>
              <td className={row.verdict === 'quarantined' ? 'flag' : undefined}>{VERDICTS[row.verdict] ?? row.verdict}</td>
              <td>
                {row.fields.filter(({ value, changed }) => changed || value !== null).map(({ field, label, value, before, changed }) => (
                  <div key={field} className={changed ? undefined : 'weak'}>
                    {label}：{changed && before !== null && <del>{before}</del>} {value ?? '空'}
                  </div>
                ))}
                {row.parts.map(({ part, rows: count }) => (
                  <div key={part} className="weak">
                    {part} {count} 条
                  </div>
                ))}
              </td>
              <td>
                {row.reason && <div>{row.reason}</div>}
                {row.problems.map(({ field, label, message, value }) => (
                  <div key={field} className="flag">
                    {label}：{message}
                    {value && <span className="weak">（{value}）</span>}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
