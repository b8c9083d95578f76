import { useState } from 'react';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListPager } from '../../shared/list/list-pager.js';
import { DEFAULT_SIZE, type PageSize } from '../../shared/list/list-url.js';
import { Answered } from '../../shared/problem/answered.js';
import { ACT_WORDS } from './phone-words.js';

/** 使用记录: with both names where a proxy acted. */
export function PhoneActs({ personId }: { personId: string }) {
  const [{ page, pageSize }, turn] = useState<{ page: number; pageSize: PageSize }>({ page: 1, pageSize: DEFAULT_SIZE });
  const answer = useApi(`/beneficiaries/${personId}/account/acts`, { query: { page, pageSize }, keep: true });
  return (
    <section className="patient-card">
      <h2>手机端使用记录</h2>
      <Answered answer={answer} rows={3}>
        {({ items, total, totalIsExact }) =>
          total === 0 ? (
            <p className="weak">还没有使用记录。</p>
          ) : (
            <>
              <table className="phone-table">
                <HeadRow titles={['时间', '操作人', '内容']} />
                <tbody>
                  {items.map(({ id, at, actorName, relation, personName, act }) => (
                    <tr key={id}>
                      <td>{formatFullTime(at)}</td>
                      <td>{relation ? `${actorName}（${relation}，代 ${personName}）` : `${actorName}（本人）`}</td>
                      <td>{ACT_WORDS[act]}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <ListPager
                page={page}
                pageSize={pageSize}
                total={total}
                totalIsExact={totalIsExact}
                count={items.length}
                onTurn={(next, size) => turn({ page: next, pageSize: size ?? pageSize })}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}
