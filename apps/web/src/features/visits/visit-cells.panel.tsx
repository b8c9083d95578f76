import { Tooltip } from 'antd';
import { Link } from 'react-router-dom';
import type { Permission } from '../../shared/access/access.js';
import { NOTHING, formatDate } from '../../shared/format/dates.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import type { Column } from '../../shared/list/list-types.js';
import { STATUS_NAMES, statusTag } from './visit-words.js';
import type { VisitPerson } from './visit.js';

/** Name, level and 类型: the first columns of both lists. `explained`: the rows know why the person was recognised. */
export function personColumns<
  Row extends VisitPerson & {
    readonly vipVisit?: boolean;
    readonly matchReason?: string | null;
    readonly matchedAt?: string | null;
  },
>(explained = false): readonly Column<Row>[] {
  const column = columnOf<Row>();
  return [
    column('姓名', null, {
      key: 'name',
      width: 146,
      fixed: 'left',
      sort: true,
      render: (_, visit) => <PersonCell name={visit.name} sex={visit.sex} age={visit.age} />,
    }),
    column('级别', null, {
      key: 'careLevel',
      width: 100,
      sort: true,
      render: (_, visit) => <CareLevelTag level={visit.careLevel} />,
    }),
    column('类型', null, {
      key: 'categories',
      width: 98,
      ...(explained && { note: '停留在标签上可看标记依据' }),
      render: (_, visit) => <Marked visit={visit} />,
    }),
  ];
}

/** The tags and why the person was recognised (标记依据). */
function Marked({
  visit,
}: {
  visit: Pick<VisitPerson, 'categories'> & { readonly matchReason?: string | null; readonly matchedAt?: string | null };
}) {
  const tags = <CategoryTags categories={visit.categories} />;
  if (!visit.matchReason) return tags;
  return (
    <Tooltip title={`依据：${visit.matchReason}，${formatDate(visit.matchedAt)}`}>
      <span tabIndex={0}>{tags}</span>
    </Tooltip>
  );
}

export function StatusTag({ status }: { status: string }) {
  return <span className={`tag ${statusTag(status)}`}>{STATUS_NAMES[status] ?? status}</span>;
}

/** The type in words, its code on hover, and the mark of a VIP registration. */
export function VisitType({ name, code, vip = false }: { name: string; code: string | null; vip?: boolean }) {
  return (
    <span title={code ? `来源代码 ${code}` : undefined}>
      {name} {vip && !name.includes('特需') && <span className="tag tag-vip">特需</span>}
    </span>
  );
}

/** 危急, 异常 and 未读 of a visit, each with its word and number; nothing to notice is a dash. */
export function Reminders({
  visit: { criticalCount, abnormalCount, unreadCount },
}: {
  visit: {
    readonly criticalCount: number | null;
    readonly abnormalCount: number | null;
    readonly unreadCount: number | null;
  };
}) {
  if (!criticalCount && !abnormalCount && !unreadCount) return <span className="weak">{NOTHING}</span>;
  return (
    <span className="visit-reminders">
      {!!criticalCount && <span className="remind remind-critical">危急 {criticalCount}</span>}
      {!!abnormalCount && <span className="remind remind-abnormal">异常 {abnormalCount}</span>}
      {!!unreadCount && <span className="remind remind-unread">未读 {unreadCount}</span>}
    </span>
  );
}

const TARGETS: readonly { readonly tab: string; readonly title: string; readonly permission: Permission; readonly ofVisit?: true }[] = [
  { tab: 'labs', title: '检验', permission: 'lab:read' },
  { tab: 'imaging', title: '检查', permission: 'exam:view', ofVisit: true },
  { tab: 'orders', title: '医嘱', permission: 'order:read', ofVisit: true },
  { tab: 'notes', title: '病历', permission: 'note:read', ofVisit: true },
  { tab: 'checkups', title: '体检', permission: 'checkup:read' },
];

/** The five kinds of record one click away; what the reader may not see is not offered. */
export function RecordLinks({
  visit,
  can,
}: {
  visit: { readonly beneficiaryId: string; readonly visitNo: string; readonly name: string };
  can: (permission: Permission) => boolean;
}) {
  return (
    <span className="visit-targets">
      {TARGETS.filter(({ permission }) => can(permission)).map(({ tab, title, ofVisit }) => (
        <Link
          key={tab}
          to={`/p/${visit.beneficiaryId}/${tab}${ofVisit ? `?visit=${encodeURIComponent(visit.visitNo)}` : ''}`}
          aria-label={`${visit.name}的${title}`}
        >
          {title}
        </Link>
      ))}
    </span>
  );
}
