import { formatTime, lastDays } from '../../shared/format/dates.js';
import { AbnormalCount } from '../../shared/format/flags.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { ReportState } from '../../shared/format/report-state.js';
import { columnOf } from '../../shared/list/column.js';
import { useAccess } from '../../shared/access/access.js';
import { PrintReports } from '../../shared/print/report-print.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { REPORT_STATUS, type LabReportListed } from './labs.js';

const FILTERS: readonly ListFilter<'/lab-reports'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、报告单号、就诊号' },
  { kind: 'period', name: ['from', 'to'], label: '采样时间' },
  { kind: 'text', name: 'panel', label: '检验组合', placeholder: '名称中的文字' },
  { kind: 'flag', name: 'onlyAbnormal', label: '异常', hint: '只看有异常的' },
  { kind: 'flag', name: 'onlyCritical', label: '危急值', hint: '只看有危急值的' },
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL' },
  { kind: 'department', name: 'departmentCode', label: '送检科室', more: true },
  {
    kind: 'multi',
    name: 'category',
    label: '对象类型',
    options: [
      { value: 'cadre', label: '干保' },
      { value: 'vip', label: '特需' },
    ],
    more: true,
  },
  {
    kind: 'multi',
    name: 'status',
    label: '报告状态',
    options: (['final', 'corrected', 'withdrawn'] as const).map((value) => ({ value, label: REPORT_STATUS[value] })),
    more: true,
  },
];
const column = columnOf<LabReportListed>();
const COLUMNS: readonly Column<LabReportListed>[] = [
  column('姓名', 'name', {
    width: 146,
    fixed: 'left',
    sort: true,
    render: (name, { sex, age }) => <PersonCell name={name} sex={sex} age={age} />,
  }),
  column('级别', 'careLevel', { width: 98, sort: true, render: (level) => <CareLevelTag level={level} /> }),
  column('类型', 'categories', { width: 96, render: (categories) => <CategoryTags categories={categories} /> }),
  column('采样时间', 'collectedAt', { width: 140, sort: true, render: (at) => formatTime(at) }),
  column('检验组合', 'panelName', { width: 190, sort: true, ellipsis: true }),
  column('异常', 'abnormalCount', {
    width: 132,
    sort: true,
    render: (count, { critical }) => (
      <>
        <AbnormalCount count={count} /> {critical && <span className="flag flag-critical">危急值</span>}
      </>
    ),
  }),
  column('标本', 'specimen', { width: 80 }),
  column('送检科室', 'departmentName', { width: 140, sort: true, ellipsis: true }),
  column('报告时间', 'reportedAt', { width: 140, sort: true, render: (at) => (at ? formatTime(at) : '—') }),
  column('报告状态', 'status', {
    width: 130,
    render: (status, { revision }) => <ReportState status={status} name={REPORT_STATUS[status]} revision={revision} />,
  }),
  column('报告单号', 'reportNo', { width: 150 }),
  column('就诊号', 'visitNo', { width: 140, hidden: true }),
];
const SOURCES = ['lis'] as const;
const TOPICS = ['labs'] as const;
const EXPORTING = { path: '/lab-reports/export', permission: 'lab:export' } as const;
const NOTE =
  '默认近 30 天，按采样时间倒序。未审核的报告不显示；已撤回的留在列表中，不参与趋势与异常统计；已更正的显示最新版，历次内容见报告。';

/** What the chosen reports can be used for. */
const printing = (keys: readonly string[], clear: () => void) => <PrintReports kind="lab" reportIds={keys} onPrinted={clear} />;

/** 检验报告: what the laboratory reported of our people, newest first. */
export function LabsPage() {
  const { can } = useAccess();
  const [from, to] = lastDays(30);
  return (
    <ListPage
      id="labs"
      title="检验报告"
      note={NOTE}
      path="/lab-reports"
      permission="lab:read"
      filters={FILTERS}
      columns={COLUMNS}
      sort="-collectedAt"
      first={{ from, to }}
      keyOf={({ id }) => id}
      exporting={EXPORTING}
      topics={TOPICS}
      sources={SOURCES}
      {...(can('lab:print') && { batch: printing })}
      href={({ beneficiaryId, id }) => `/p/${beneficiaryId}/labs?open=lab:${id}`}
    />
  );
}
