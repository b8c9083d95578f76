import { useMemo } from 'react';
import { Progress } from 'antd';
import { Link } from 'react-router-dom';
import { LAB_ITEMS } from '@cadre/clinical/lab-items';
import type { RowOf } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { NOTHING, formatDate } from '../../shared/format/dates.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { ArchiveBatch } from './archive-batch.panel.js';

type Row = RowOf<'/archives'>;
type Filter = ListFilter<'/archives'>;

const CATEGORIES = [
  { value: 'cadre', label: '干保' },
  { value: 'vip', label: '特需' },
];
const FILTERS: readonly Filter[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、首字母' },
  { kind: 'multi', name: 'category', label: '对象类型', options: CATEGORIES },
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL' },
  { kind: 'text', name: 'cardNo', label: '社保卡号', placeholder: '社保、医保或保健卡号，须完整' },
];
const DIAGNOSIS: readonly Filter[] = [
  { kind: 'text', name: 'diagnosis', label: '诊断', placeholder: 'ICD 编码、名称或首字母' },
  { kind: 'flag', name: 'everDiagnosed', label: '曾诊断', hint: '含一年以前的诊断', more: true },
];
const MORE: readonly Filter[] = [
  { kind: 'choice', name: 'sex', label: '性别', options: [{ value: '1', label: '男' }, { value: '2', label: '女' }], more: true },
  { kind: 'numbers', name: ['ageFrom', 'ageTo'], label: '年龄', unit: '岁', more: true },
  { kind: 'text', name: 'workUnit', label: '单位', placeholder: '单位名称中的文字', more: true },
  { kind: 'text', name: 'doctor', label: '责任医生', more: true },
  { kind: 'choice', name: 'inHospital', label: '是否在院', options: [{ value: 'true', label: '在院' }, { value: 'false', label: '不在院' }], more: true },
  { kind: 'period', name: ['lastVisitFrom', 'lastVisitTo'], label: '最近就诊', more: true },
];
const LAB: readonly Filter[] = [
  {
    kind: 'lab', name: ['labItem', 'labIs', 'labValue'], label: '异常指标', more: true,
    options: LAB_ITEMS.filter(({ kind }) => kind === 'quantitative').map(({ code, name, unit }) => ({ value: code, label: unit ? `${name}（${unit}）` : name })),
  },
];
const OVERDUE: readonly Filter[] = [{ kind: 'flag', name: 'checkupOverdue', label: '体检逾期', hint: '近一年没有体检', more: true }];
const LAST: readonly Filter[] = [
  {
    kind: 'choice', name: 'version', label: '最新版本', more: true,
    options: [{ value: 'none', label: '未生成' }, { value: 'unsigned', label: '未审签' }, { value: 'signed', label: '已审签' }],
  },
  { kind: 'scheme', name: 'scheme', label: '组合查询', list: 'archives' },
];
const EXPORTING = { path: '/archives/export', permission: 'archive:export' } as const;
const NOTE = '档案由各来源自动汇总，打开即是最新。完整度按您有权查看的部分计算；诊断默认看近一年，勾选“曾诊断”看全部；检验条件看最近一次、同一单位的结果。';
const column = columnOf<Row>();
const COLUMNS = [
  column('姓名', 'name', { width: 150, fixed: 'left', render: (_, row) => <PersonCell name={row.name} sex={row.sex} age={row.age} /> }),
  column('级别', 'careLevel', { width: 92, render: (level) => <CareLevelTag level={level} /> }),
  column('类型', 'categories', { width: 80, render: (categories) => <CategoryTags categories={categories} /> }),
  column('单位', 'workUnit', { width: 110, ellipsis: true, render: (unit) => unit ?? NOTHING }),
  column('责任医生', 'doctorName', { width: 92, render: (name) => name ?? NOTHING }),
  column('完整度', 'present', {
    width: 130,
    render: (present, { parts }) => (
      <span style={{ display: 'flex', gap: 6, alignItems: 'center', whiteSpace: 'nowrap' }}>
        <Progress percent={Math.round((present / Math.max(1, parts)) * 100)} size="small" showInfo={false} aria-label="完整度" />
        {present}/{parts}
      </span>
    ),
  }),
  column('最近就诊', 'lastVisitAt', { width: 104, render: (at, { inHospital }) => (inHospital ? <span className="tag tag-good">在院</span> : formatDate(at)) }),
  column('最新版本', 'version', { width: 150, render: (version, { generatedAt }) => (version === null ? '未生成' : `第 ${version} 版 ${formatDate(generatedAt)}`) }),
  column('审签状态', 'signedAt', {
    width: 104,
    render: (at, { version }) => (version === null ? NOTHING : at ? <span className="tag tag-good">✓ 已审签</span> : <span className="tag tag-late">未审签</span>),
  }),
  column('操作', null, { width: 70, fixed: 'right', render: (_, row) => <Link to={`/p/${row.id}/archive`}>档案</Link> }),
];

/** 健康档案: whose record there is, how complete, and its newest version. */
export function ArchivesPage() {
  const { can } = useAccess();
  const [diagnoses, labs, checkups] = [can('diagnosis:read'), can('lab:read'), can('checkup:read')];
  const filters = useMemo(
    () => [...FILTERS, ...(diagnoses ? DIAGNOSIS : []), ...MORE, ...(labs ? LAB : []), ...(checkups ? OVERDUE : []), ...LAST],
    [diagnoses, labs, checkups],
  );
  return (
    <ListPage
      id="archives"
      title="健康档案"
      note={NOTE}
      path="/archives"
      permission="archive:read"
      filters={filters}
      columns={COLUMNS}
      sort=""
      keyOf={(row) => row.id}
      href={(row) => `/p/${row.id}/archive`}
      exporting={EXPORTING}
      topics={TOPICS}
      actions={can('archive:generate') && can('archive:download') && <ArchiveBatch />}
    />
  );
}

const TOPICS = ['roster', 'visits'] as const;
