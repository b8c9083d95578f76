import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { formatTime } from '../../shared/format/dates.js';
import { ResultValue } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { formatRange } from '../../shared/format/ranges.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { AbnormalCounts } from './abnormal-counts.js';
import { AbnormalHandling } from './abnormal-handling.js';
import { AbnormalReason } from './abnormal-reason.js';
import { KIND_NAMES, KIND_TAGS, STATUS_NAMES, STATUS_TAGS, type Finding } from './abnormal-words.js';
import { VariationDrawer } from './variation-drawer.js';

const asChoices = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }));
const FILTERS: readonly ListFilter<'/abnormal-findings'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、报告单号' },
  { kind: 'multi', name: 'kind', label: '原因', options: asChoices(KIND_NAMES) },
  { kind: 'multi', name: 'status', label: '处理状态', options: asChoices(STATUS_NAMES), placeholder: '未关闭的' },
  {
    kind: 'choice',
    name: 'owner',
    label: '责任人',
    options: [
      { value: 'mine', label: '由我处理' },
      { value: 'nobody', label: '无人处理' },
      { value: 'others', label: '他人处理' },
    ],
  },
  { kind: 'text', name: 'item', label: '检验项目', placeholder: '名称或代码' },
  { kind: 'period', name: ['from', 'to'], label: '采样时间' },
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL', more: true },
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
];
const SOURCES = ['lis'] as const;
const TOPICS = ['labs'] as const;
const NOTE =
  '结果到达时自动判断：危急值；显著变化（与上次相差超过参考变化值 RCV）；持续恶化（连续 3 次向同一方向偏离参考区间）；新出现异常（上次正常或首次检测）。最紧急的在前，其次最久的在前；报告更正或撤回后自动更新。';

/** 异常关注: results that somebody has to look at, until somebody has. */
export function AbnormalPage() {
  const { can } = useAccess();
  const [handled, setHandled] = useState<Finding | null>(null);
  const [variations, showVariations] = useState(false);
  const mayHandle = can('lab:handle');
  const columns = useMemo<readonly Column<Finding>[]>(() => {
    const column = columnOf<Finding>();
    return [
      column('姓名', 'name', {
        width: 126,
        fixed: 'left',
        sort: true,
        render: (name, { sex, age }) => <PersonCell name={name} sex={sex} age={age} />,
      }),
      column('原因', 'kinds', {
        width: 104,
        sort: 'urgency',
        render: (kinds) => (
          <span className="abnormal-kinds">
            {kinds.map((kind) => (
              <span key={kind} className={KIND_TAGS[kind]}>
                {KIND_NAMES[kind]}
              </span>
            ))}
          </span>
        ),
      }),
      column('检验项目', 'itemName', { width: 104, ellipsis: true }),
      column('结果', 'text', {
        width: 112,
        render: (text, { flag, unit, range }) => (
          <span title={`参考区间 ${formatRange(range) ?? '无'}`}>
            <ResultValue text={textOr(text)} flag={flag} /> <small className="weak">{unit}</small>
          </span>
        ),
      }),
      column('依据', 'reasons', {
        width: 300,
        render: (reasons, { kinds, notifiedAt, notifiedTo, handledAt }) => (
          <span className="abnormal-reasons">
            {reasons.map(({ kind, sentence }) => (
              <AbnormalReason key={kind} sentence={sentence} />
            ))}
            {kinds.includes('critical') && (
              <span className="weak">
                {notifiedAt ? `已通知 ${textOr(notifiedTo)} ${formatTime(notifiedAt)}` : '检验科未提供通知记录'}
                {notifiedAt && (handledAt ? `，已处理 ${formatTime(handledAt)}` : '，未处理')}
              </span>
            )}
          </span>
        ),
      }),
      column('天数', 'ageDays', { width: 70, sort: 'foundAt', align: 'right', note: '从进入异常关注起；已关闭的到关闭时止', render: (days) => `${days} 天` }),
      column('状态', 'status', {
        width: 92,
        render: (status, { note }) => (
          <span className={STATUS_TAGS[status]} title={note ?? undefined}>
            {STATUS_NAMES[status]}
          </span>
        ),
      }),
      column('责任人', 'ownerName', { width: 84, render: (name, { mine }) => (mine ? '我' : (name ?? <span className="weak">无</span>)) }),
      column('采样时间', 'collectedAt', { width: 126, sort: true, render: (at) => formatTime(at) }),
      column('级别', 'careLevel', { width: 92, sort: true, render: (level) => <CareLevelTag level={level} /> }),
      column('送检科室', 'departmentName', { width: 120, ellipsis: true, hidden: true }),
      column('报告单号', 'reportNo', { width: 140, hidden: true }),
      ...(mayHandle
        ? [
            column('操作', null, {
              width: 70,
              fixed: 'right',
              render: (_, finding) => (
                <Button type="link" size="small" disabled={finding.status === 'closed'} onClick={() => setHandled(finding)}>
                  处理
                </Button>
              ),
            }),
          ]
        : []),
    ];
  }, [mayHandle]);
  return (
    <>
      <ListPage
        id="abnormal"
        title="异常关注"
        note={NOTE}
        path="/abnormal-findings"
        permission="lab:read"
        filters={FILTERS}
        columns={columns}
        sort="urgency"
        keyOf={({ id }) => id}
        topics={TOPICS}
        sources={SOURCES}
        summary={(list) => <AbnormalCounts list={list} />}
        actions={<Button onClick={() => showVariations(true)}>变异系数</Button>}
        href={({ beneficiaryId, itemCode }) => `/p/${beneficiaryId}/labs?items=${encodeURIComponent(itemCode)}`}
      />
      <AbnormalHandling finding={handled} onClose={() => setHandled(null)} />
      <VariationDrawer open={variations} onClose={() => showVariations(false)} />
    </>
  );
}
