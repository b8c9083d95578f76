import { formatTime, lastDays } from '../../shared/format/dates.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { ReportState } from '../../shared/format/report-state.js';
import { columnOf } from '../../shared/list/column.js';
import { useAccess } from '../../shared/access/access.js';
import { PrintReports } from '../../shared/print/report-print.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { CATEGORY_NAMES, REPORT_STATUS, type ExamListed } from './examinations.js';

const IMAGE_NAMES: Readonly<Record<string, string>> = { archived: '影像已归档', 'not-archived': '影像未归档', none: '无影像' };
const asChoices = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }));
const FILTERS: readonly ListFilter<'/exam-reports'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、检查号、就诊号' },
  { kind: 'period', name: ['from', 'to'], label: '检查时间' },
  { kind: 'multi', name: 'examCategory', label: '检查类别', options: asChoices(CATEGORY_NAMES) },
  { kind: 'text', name: 'words', label: '报告文字', placeholder: '项目、部位、所见、诊断意见' },
  { kind: 'flag', name: 'onlyPositive', label: '阳性', hint: '只看阳性的' },
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL' },
  { kind: 'department', name: 'departmentCode', label: '检查科室', more: true },
  { kind: 'multi', name: 'images', label: '影像', options: asChoices(IMAGE_NAMES), more: true },
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
  { kind: 'multi', name: 'status', label: '报告状态', options: asChoices(REPORT_STATUS), more: true },
];
const column = columnOf<ExamListed>();
const COLUMNS: readonly Column<ExamListed>[] = [
  column('姓名', 'name', {
    width: 146,
    fixed: 'left',
    sort: true,
    render: (name, { sex, age }) => <PersonCell name={name} sex={sex} age={age} />,
  }),
  column('级别', 'careLevel', { width: 98, sort: true, render: (level) => <CareLevelTag level={level} /> }),
  column('类型', 'categories', { width: 96, render: (categories) => <CategoryTags categories={categories} /> }),
  column('检查时间', 'examinedAt', { width: 140, sort: true, render: (at) => formatTime(at) }),
  column('类别', 'category', { width: 76, render: (category) => CATEGORY_NAMES[category] ?? category }),
  column('检查项目', 'itemName', { width: 150, ellipsis: true }),
  column('部位', 'bodyPart', { width: 90, ellipsis: true }),
  column('诊断意见', 'impression', { width: 240, ellipsis: true }),
  column('结果', 'positive', {
    width: 80,
    render: (positive, { critical }) =>
      critical ? (
        <span className="flag flag-critical">危急</span>
      ) : positive === null ? (
        <span className="weak">未注明</span>
      ) : positive ? (
        <span className="tag tag-bad">阳性</span>
      ) : (
        '阴性'
      ),
  }),
  column('影像', 'images', { width: 104, render: (images) => IMAGE_NAMES[images] ?? images }),
  column('检查科室', 'departmentName', { width: 120, sort: true, ellipsis: true }),
  column('报告状态', 'status', {
    width: 130,
    render: (status, { revision }) => <ReportState status={status} name={REPORT_STATUS[status] ?? status} revision={revision} />,
  }),
  column('报告时间', 'reportedAt', { width: 140, sort: true, hidden: true, render: (at) => (at ? formatTime(at) : '—') }),
  column('检查号', 'examNo', { width: 140, hidden: true }),
  column('就诊号', 'visitNo', { width: 140, hidden: true }),
];
const SOURCES = ['ris', 'pacs', 'endo'] as const;
const TOPICS = ['exams'] as const;
const EXPORTING = { path: '/exam-reports/export', permission: 'exam:export' } as const;
const NOTE =
  '已审核的检查报告，默认近 30 天，按检查时间倒序。影像只在调阅时从影像系统取，本系统不留存；“影像未归档”表示应有影像而影像系统尚未收到。';

/** What the chosen reports can be used for. */
const printing = (keys: readonly string[], clear: () => void) => <PrintReports kind="exam" reportIds={keys} onPrinted={clear} />;

/** 检查与影像: what was examined and reported of our people, newest first. */
export function ExamsPage() {
  const { can } = useAccess();
  const [from, to] = lastDays(30);
  return (
    <ListPage
      id="exams"
      title="检查与影像"
      note={NOTE}
      path="/exam-reports"
      permission="exam:view"
      filters={FILTERS}
      columns={COLUMNS}
      sort="-examinedAt"
      first={{ from, to }}
      keyOf={({ id }) => id}
      exporting={EXPORTING}
      topics={TOPICS}
      sources={SOURCES}
      {...(can('exam:print') && { batch: printing })}
      href={({ beneficiaryId, id }) => `/p/${beneficiaryId}/imaging?exam=${id}`}
    />
  );
}
