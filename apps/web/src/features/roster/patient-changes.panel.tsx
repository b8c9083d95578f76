import { useState } from 'react';
import { Pagination } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime, NOTHING } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { type PersonDetail, sourceName } from './person-words.js';
import './roster.css';

const PAGE = 50;

/** 变更历史: every field that was changed, by whom, when and from what. */
export function PatientChangesPanel({ person }: { person: PersonDetail }) {
  const [page, setPage] = useState(1);
  const answer = useApi(`/beneficiaries/${person.id}/changes`, {
    query: { page, pageSize: PAGE },
    topics: ['roster'],
    beneficiaryId: person.id,
    keep: true,
  });
  return (
    <section className="patient-card">
      <h2>变更历史</h2>
      <p className="weak">号码和地址按页面规则遮挡；更早的记录由审计员在操作记录中查询。</p>
      <Answered answer={answer} rows={8}>
        {({ items, total }) => (
          <>
            <table className="person-table">
              <HeadRow titles={['时间', '修改人', '来源', '字段', '原来', '改为']} />
              <tbody>
                {items.map(({ id, at, changedBy, source, field, before, after }) => (
                  <tr key={id}>
                    <td>{formatFullTime(at)}</td>
                    <td>{changedBy}</td>
                    <td>{sourceName(source)}</td>
                    <th scope="row">{field}</th>
                    <td>{before ?? NOTHING}</td>
                    <td>{after ?? NOTHING}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {total > PAGE && <Pagination current={page} pageSize={PAGE} total={total} showSizeChanger={false} onChange={setPage} />}
          </>
        )}
      </Answered>
    </section>
  );
}
