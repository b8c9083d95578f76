import { useState } from 'react';
import { Avatar, Checkbox, Drawer } from 'antd';
import { useSearchParams } from 'react-router-dom';
import type { AnswerOf } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { today } from '../../shared/format/dates.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { PdfButton } from '../../shared/list/pdf-button.js';
import { PeriodField } from '../../shared/list/period-field.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import { StaffRows, type AskedStaff } from './staff-rows.panel.js';
import '../../shared/figures/figures.css';
import './staff-reception.css';

type Report = AnswerOf<'/stats/staff-reception', 'get'>;
type Row = Report['rows'][number];

const count = (n: number) => (Number.isInteger(n) ? n.toLocaleString('zh-CN') : n.toFixed(1));

/** 医护接待量: what each of the staff did in a period; every number opens its rows. */
export function StaffReceptionPage() {
  const { can } = useAccess();
  const [params, setParams] = useSearchParams();
  const [asked, setAsked] = useState<AskedStaff | null>(null);
  const from = params.get('from') ?? `${today().slice(0, 8)}01`;
  const to = params.get('to') ?? today();
  const withoutRecords = params.get('withoutRecords') === 'true';
  const put = (next: Record<string, string>) => setParams({ from, to, ...(withoutRecords && { withoutRecords: 'true' }), ...next }, { replace: true });
  const query = { from, to, ...(withoutRecords && { withoutRecords }) };
  const answer = useApi('/stats/staff-reception', { query, topics: ['appointments'], keep: true });
  return (
    <section className="staff-reception">
      <PageHead
        title="医护接待量"
        note="已完成的接待，按开始日期归期；级别为接待当时的级别。重要保健、体检工作及附加维度与级别列重叠，不进合计。保健任务计在开始日所在期间，时长按实际落在期间内的部分计。人员按接待当日所在科室分行。体检工作含体检现场登记的人次；一条现场登记在合计人次中计 1，不计入服务人数。合计行按接待单去重，个人之和可以大于合计。"
      />
      <p className="staff-filter">
        <PeriodField label="统计期间" from={from} to={to} onChange={([a, b]) => a && b && put({ from: a, to: b })} />
        <Checkbox
          checked={withoutRecords}
          onChange={({ target }) => setParams({ from, to, ...(target.checked && { withoutRecords: 'true' }) }, { replace: true })}
        >
          列出没有记录的人员
        </Checkbox>
        {can('reception:export') && <PdfButton path="/stats/staff-reception/document" query={query} title="医护接待量" />}
        {can('reception:export') && (
          <ExportButton withRows path="/stats/staff-reception/export" query={query} title="医护接待量" total="当前统计表" />
        )}
      </p>
      <Answered answer={answer} rows={10}>
        {(report) => (
          <>
            <p className="weak">
              多人共同接待：{report.sharing === 'split' ? '按人数平分' : '每人各计 1'}
              {report.withVisits && '；含医生门诊坐诊（已登记接待的不重复计）'}
              {report.onlyOwn && '；您只能查看本人的接待量'}
            </p>
            <Matrix report={report} onOpen={setAsked} />
          </>
        )}
      </Answered>
      <Drawer open={asked !== null} title={asked?.title ?? ''} size={820} onClose={() => setAsked(null)} destroyOnHidden>
        {asked && <StaffRows asked={asked} from={from} to={to} />}
      </Drawer>
    </section>
  );
}

function Matrix({ report: { columns, rows }, onOpen }: { report: Report; onOpen: (asked: AskedStaff) => void }) {
  const cell = (row: Row, column: string, name: string, n: number) =>
    n ? (
      <button type="button" className="quiet number-link" onClick={() => onOpen({ row, column, title: `${row.name} ${name}` })}>
        {count(n)}
      </button>
    ) : (
      '0'
    );
  return (
    <div className="staff-matrix" tabIndex={0} role="group" aria-label="医护接待量">
      <table>
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">工号</th>
            <th scope="col">科室</th>
            <th scope="col">职务</th>
            {columns.map(({ code, name, additive }) => (
              <th key={code} scope="col" title={additive ? undefined : '与其他列重叠，不进合计'}>
                {name}
                {!additive && ' *'}
              </th>
            ))}
            <th scope="col">合计人次</th>
            <th scope="col">服务人数</th>
            <th scope="col">总时长（时）</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.staffNo}/${row.departmentCode}`} className={row.staffNo === null ? 'staff-sum' : undefined}>
              <th scope="row">
                {row.staffNo !== null && (
                  <Avatar size={24} className="staff-avatar" aria-hidden>
                    {row.name.slice(0, 1)}
                  </Avatar>
                )}
                {row.name}
              </th>
              <td>{row.staffNo}</td>
              <td>{row.departmentName ?? row.departmentCode}</td>
              <td>{row.position}</td>
              {columns.map(({ code, name }) => (
                <td key={code}>{cell(row, code, name, row.counts[code] ?? 0)}</td>
              ))}
              <td>{cell(row, '', '合计人次', row.total)}</td>
              <td>{cell(row, 'people', '服务人数', row.people)}</td>
              <td>{row.hours.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
