import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Drawer, Pagination, Segmented } from 'antd';
import { Link } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import './transfers.css';

type Outcome = Schema<'JobItemRow'>['outcome'];

const PAGE = 50;
const OUTCOMES: Readonly<Record<Outcome, string>> = { done: '✓ 已生成', skipped: '已跳过', failed: '✗ 未生成' };
const SHOWN = [
  { value: 'left', label: '未生成' },
  { value: 'all', label: '全部' },
] as const;
type Shown = (typeof SHOWN)[number]['value'];

/** What became of each thing of a job; whoever may see the person opens it from here. */
export function JobItems({ job, onClose }: { job: Schema<'JobRow'>; onClose: () => void }) {
  const [shown, setShown] = useState<Shown>('left');
  const [page, setPage] = useState(1);
  const outcome: Outcome[] = shown === 'left' ? ['failed', 'skipped'] : ['done', 'failed', 'skipped'];
  const answer = useApi(`/jobs/${job.id}/items`, { query: { outcome, page, pageSize: PAGE }, topics: ['jobs'] });
  const show = (next: Shown) => {
    setShown(next);
    setPage(1);
  };
  return (
    <Drawer open title={`逐项结果：${job.title}`} size={640} onClose={onClose}>
      <p>
        <Segmented<Shown> options={[...SHOWN]} value={shown} onChange={show} />
      </p>
      <Answered answer={answer} rows={6}>
        {({ items, total }) =>
          items.length ? (
            <>
              <table className="job-items">
                <HeadRow titles={['结果', '原因', '时间', '打开']} />
                <tbody>
                  {items.map((item) => (
                    <tr key={item.ref}>
                      <td>{OUTCOMES[item.outcome]}</td>
                      <td>{item.message ?? ''}</td>
                      <td>{formatFullTime(item.at)}</td>
                      <td>{job.kind === 'archive-batch' ? <Link to={`/p/${item.ref}/archive`}>健康档案</Link> : <Link to={`/checkups/${item.ref}`}>这次体检</Link>}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <Pagination size="small" current={page} pageSize={PAGE} total={total} onChange={setPage} showSizeChanger={false} hideOnSinglePage />
            </>
          ) : (
            <p className="weak">{shown === 'left' ? '没有未生成的。' : '还没有结果。'}</p>
          )
        }
      </Answered>
    </Drawer>
  );
}
