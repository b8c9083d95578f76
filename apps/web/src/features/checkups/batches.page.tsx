import { useMemo, useState } from 'react';
import { Drawer } from 'antd';
import { Link } from 'react-router-dom';
import type { RowOf } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { NOTHING, formatDate, today } from '../../shared/format/dates.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { Answered } from '../../shared/problem/answered.js';
import { DownloadBatch } from './download-batch.js';
import { CheckupsTabs } from './checkups-tabs.js';
import './checkups.css';

type Batch = RowOf<'/checkups/batches'>;
type Attendance = 'done' | 'booked' | 'missing';
interface Asked {
  readonly unit: string;
  readonly year: number;
  readonly attendance: Attendance | null;
}

const EXPORTING = { path: '/checkups/batches/export', permission: 'checkup:export' } as const;
const NOTE =
  '人数，不是人次：同一人一年多次体检只计一人。应检＝现在管的对象，按名册上的单位；已检＝本年度到检且至少检了一项；未检＝应检减已检，其中含已预约尚未到检的。点数字看名单。';
const WORDS: Readonly<Record<string, string>> = { done: '已检', booked: '已预约未到检', missing: '未检' };

/** 单位批次: which unit still has whom to send. */
export function BatchesPage() {
  const { data } = useApi('/checkups/choices');
  const { can } = useAccess();
  const mayDownload = can('checkup:download');
  const [asked, setAsked] = useState<Asked | null>(null);
  const thisYear = today().slice(0, 4);
  const filters = useMemo<readonly ListFilter<'/checkups/batches'>[]>(() => {
    const years = [...new Set([thisYear, ...(data?.years ?? [])])].sort().reverse();
    return [
      { kind: 'choice', name: 'year', label: '年度', options: years.map((year) => ({ value: year, label: `${year} 年` })), placeholder: '今年' },
      { kind: 'text', name: 'workUnit', label: '单位', placeholder: '单位名称' },
      { kind: 'multi', name: 'category', label: '对象类型', options: [{ value: 'cadre', label: '干保' }, { value: 'vip', label: '特需' }] },
      { kind: 'multi', name: 'careLevel', label: '级别', dictionary: 'CARE_LEVEL' },
    ];
  }, [data, thisYear]);
  const columns = useMemo<readonly Column<Batch>[]>(() => {
    const column = columnOf<Batch>();
    const number = (attendance: Attendance | null) => (count: number, { unit, year }: Batch) =>
      count ? (
        <button type="button" className="quiet number-link" onClick={() => setAsked({ unit, year, attendance })}>
          {count}
        </button>
      ) : (
        '0'
      );
    return [
      column('单位', 'unit', { width: 260, fixed: 'left', sort: true, ellipsis: true }),
      column('年度', 'year', { width: 80 }),
      column('应检', 'due', { width: 90, sort: true, align: 'right', render: number(null) }),
      column('已检', 'done', { width: 90, sort: true, align: 'right', render: number('done') }),
      column('已预约', 'booked', { width: 100, align: 'right', render: number('booked') }),
      column('未检', 'missing', { width: 90, sort: true, align: 'right', render: number('missing') }),
      column('体检率', 'rate', { width: 100, sort: true, align: 'right', render: (rate) => (rate === null ? NOTHING : `${rate.toFixed(1)}%`) }),
      ...(mayDownload
        ? [column('操作', null, { width: 120, fixed: 'right', render: (_, { unit, year, done }) => (done ? <DownloadBatch unit={unit} year={year} /> : '') })]
        : []),
    ];
  }, [mayDownload]);
  const first = useMemo(() => ({ year: thisYear }), [thisYear]);
  return (
    <>
      <ListPage
        id="checkup-batches"
        title="单位批次"
        note={NOTE}
        path="/checkups/batches"
        permission="checkup:read"
        filters={filters}
        columns={columns}
        sort="-missing"
        first={first}
        keyOf={({ unit, year }) => `${unit}/${year}`}
        exporting={EXPORTING}
        sources={['peis']}
        topics={['checkups']}
        summary={() => <CheckupsTabs active="batches" />}
      />
      <Drawer
        open={asked !== null}
        title={asked ? `${asked.unit} ${asked.year} 年${asked.attendance ? WORDS[asked.attendance] : '应检'}名单` : ''}
        size={720}
        onClose={() => setAsked(null)}
        destroyOnHidden
      >
        {asked && <People asked={asked} />}
      </Drawer>
    </>
  );
}

function People({ asked: { unit, year, attendance } }: { asked: Asked }) {
  const { can } = useAccess();
  const query = { unit, year, ...(attendance && { attendance: [attendance] }) };
  const answer = useApi('/checkups/batches/people', { query: { ...query, pageSize: 100 } });
  return (
    <Answered answer={answer} rows={8}>
      {({ items, total }) => (
        <>
          <p>
            共 {total} 人{total > items.length && `，列出前 ${items.length} 人，全部请导出`}{' '}
            {can('checkup:export') && <ExportButton path="/checkups/batches/people/export" query={query} title="体检催检名单" total={`${total} 条`} />}
          </p>
          <table className="checkup-items">
            <HeadRow titles={['姓名', '级别', '情况', '本年', '上次体检']} />
            <tbody>
              {items.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to={`/p/${row.beneficiaryId}/checkups`}>
                      <PersonCell name={row.name} sex={row.sex} age={row.age} />
                    </Link>
                  </th>
                  <td>
                    <CareLevelTag level={row.careLevel} />
                  </td>
                  <td>{WORDS[row.attendance]}</td>
                  <td>{formatDate(row.checkupDate)}</td>
                  <td>{formatDate(row.lastDate)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Answered>
  );
}
