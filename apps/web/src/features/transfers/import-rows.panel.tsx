import { useState } from 'react';
import { Pagination, Table } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';

const OUTCOMES: Readonly<Record<string, string>> = { added: '＋ 新增', changed: '✎ 更新', unchanged: '＝ 跳过（无变化）', failed: '✕ 错误' };
const PAGE_SIZE = 10;

/** What becomes of each row, wrong ones first. */
export function ImportRows({ id, state }: { id: string; state: string }) {
  const [page, setPage] = useState(1);
  const { data, error } = useApi(`/imports/${id}/rows`, { query: { page, pageSize: PAGE_SIZE }, topics: ['jobs'], keep: true });
  if (error) return <ProblemAlert error={error} />;
  return (
    <>
      <Table
        size="small"
        rowKey="line"
        pagination={false}
        dataSource={data?.items ?? []}
        locale={{ emptyText: '没有要导入的行' }}
        columns={[
          { title: '行', dataIndex: 'line', width: 60 },
          { title: state === 'undone' ? '撤销前' : '结果', dataIndex: 'outcome', width: 140, render: (outcome: string) => OUTCOMES[outcome] },
          { title: '错误列', dataIndex: 'columns', width: 160, render: (columns: string[]) => columns.join('、') },
          { title: '说明', dataIndex: 'message', render: (text: string | null, { undone }) => text ?? (undone === true ? '已撤销' : '') },
        ]}
      />
      {(data?.total ?? 0) > PAGE_SIZE && (
        <Pagination size="small" current={page} pageSize={PAGE_SIZE} total={data?.total ?? 0} showSizeChanger={false} onChange={setPage} />
      )}
    </>
  );
}
