import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { Answered } from '../../shared/problem/answered.js';

/** What a corrected report said before, and which items differ from what holds now. */
export function VersionsPanel({ checkupId }: { checkupId: string }) {
  const answer = useApi(`/checkups/${checkupId}/versions`, { topics: ['checkups'] });
  return (
    <Answered answer={answer} rows={2}>
      {({ versions }) => (
        <>
          {versions.map(({ revision, from, until, conclusion, advice, changes }) => (
            <details key={until} className="checkup-version">
              <summary>
                第 {revision} 版，{formatFullTime(from)} 至 {formatFullTime(until)}，与现行报告有 {changes.length} 项结果不同
              </summary>
              <p className="checkup-prose">结论：{textOr(conclusion)}</p>
              <p className="checkup-prose">建议：{textOr(advice)}</p>
              {changes.length > 0 && (
                <ul>
                  {changes.map(({ name, before, now }) => (
                    <li key={name}>
                      {name}：原 {textOr(before)}，现 {textOr(now)}
                    </li>
                  ))}
                </ul>
              )}
            </details>
          ))}
          {versions.length === 0 && <p className="weak">更正前的版本在开始同步之前，系统中没有保存。</p>}
        </>
      )}
    </Answered>
  );
}
