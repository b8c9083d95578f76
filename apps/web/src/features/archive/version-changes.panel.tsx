import { useApi } from '../../shared/api/api.js';
import { NOTHING } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';

const KINDS = { added: '＋ 新增', removed: '－ 不再有', changed: '△ 改变' } as const;

/** What changed since an earlier version, part by part. */
export function VersionChanges({ id, earlier }: { id: string; earlier: string }) {
  const answer = useApi(`/archives/${id}/diff`, { query: { with: earlier } });
  return (
    <section className="patient-card" aria-label="版本对比">
      <Answered answer={answer} rows={4}>
        {({ fromVersion, toVersion, changes }) => (
          <>
            <h2>
              第 {fromVersion} 版 → 第 {toVersion} 版：{changes.length === 0 ? '内容相同' : `${changes.length} 处不同`}
            </h2>
            {changes.length > 0 && (
              <table className="plain-table">
                <HeadRow titles={['部分', '变化', '原来', '现在']} />
                <tbody>
                  {changes.map(({ section, kind, before, after }, at) => (
                    <tr key={at}>
                      <td>{section}</td>
                      <td>{KINDS[kind]}</td>
                      <td>{before ?? NOTHING}</td>
                      <td>{after ?? NOTHING}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
