import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Pagination, Table } from 'antd';
import { Link } from 'react-router-dom';
import type { RowOf } from '@cadre/api-client/typed-paths';
import { readList, useApi } from '../../shared/api/api.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { PersonCell } from '../../shared/format/people.js';
import type { BatchScope } from './batch.form.js';

type Person = RowOf<'/archives'>;

const OUTCOMES: Readonly<Record<string, string>> = { done: '✓ 已生成', skipped: '– 未生成', failed: '✕ 失败' };
const LOOKS: Readonly<Record<string, string>> = { done: 'tag tag-good', skipped: 'tag tag-off', failed: 'tag tag-bad' };
const PAGE_SIZE = 10;
const AT_ONCE = 100;
/** A batch holds 500 people; the list may find a few more, whose unit only contains the name. */
const MOST_PAGES = 10;
const A_WHILE_MS = 600_000;

/** The job keeps ids only: who they are is read as any list of records is, within the rights of whoever looks. */
async function peopleOf({ workUnit, careLevel }: BatchScope): Promise<ReadonlyMap<string, Person>> {
  const found = new Map<string, Person>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { items } = await readList('/archives', { workUnit, careLevel, page, pageSize: AT_ONCE });
    for (const person of items) found.set(person.id, person);
    if (items.length < AT_ONCE) break;
  }
  return found;
}

/** What became of each person, failed ones first. */
export function BatchResults({ id, scope }: { id: string; scope: BatchScope }) {
  const [page, setPage] = useState(1);
  const people = useQuery({ queryKey: ['archive-batch-people', id], queryFn: () => peopleOf(scope), staleTime: A_WHILE_MS });
  const { data, error } = useApi(`/jobs/${id}/items`, { query: { page, pageSize: PAGE_SIZE }, topics: ['jobs'], every: 3_000, keep: true });
  if (error) return <ProblemAlert error={error} />;
  const nameOf = (ref: string) => {
    const person = people.data?.get(ref);
    return person ? <PersonCell name={person.name} sex={person.sex} age={person.age} /> : '打开档案';
  };
  return (
    <>
      <Table
        size="small"
        rowKey="ref"
        pagination={false}
        dataSource={data?.items ?? []}
        locale={{ emptyText: '还没有结果，正在排队' }}
        columns={[
          { title: '对象', dataIndex: 'ref', width: 190, render: (ref: string) => <Link to={`/p/${ref}/archive`}>{nameOf(ref)}</Link> },
          { title: '结果', dataIndex: 'outcome', width: 110, render: (outcome: string) => <span className={LOOKS[outcome]}>{OUTCOMES[outcome]}</span> },
          { title: '说明', dataIndex: 'message', render: (text: string | null) => text ?? '' },
        ]}
      />
      {(data?.total ?? 0) > PAGE_SIZE && (
        <Pagination size="small" current={page} pageSize={PAGE_SIZE} total={data?.total ?? 0} showSizeChanger={false} onChange={setPage} style={{ marginTop: 8 }} />
      )}
    </>
  );
}
