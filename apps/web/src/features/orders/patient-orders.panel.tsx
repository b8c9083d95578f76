import { formatFullTime, formatTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { columnOf } from '../../shared/list/column.js';
import { KindSwitch } from '../../shared/list/kind-switch.js';
import { PersonRecords } from '../../shared/list/person-records.js';
import { CATEGORY_NAMES, ORDER_STATES, TERM_NAMES, amountOf, bracketOf, type Order } from './order-words.js';
import { useSearchParams } from 'react-router-dom';
import { MedicationList } from './medication-list.js';
import { PrescriptionCards } from './prescription-cards.js';

const ORDER_SOURCES = ['his'];
const TOPICS = ['orders'] as const;

const column = columnOf<Order>();
const columnsOf = (orders: readonly Order[]) => [
  column('开立时间', 'orderedAt', { width: 152, render: (at) => formatTime(at) }),
  column('期限', 'term', { width: 54, render: (term) => (term ? (TERM_NAMES[term] ?? term) : '') }),
  column('类别', 'category', { width: 54, render: (category) => CATEGORY_NAMES[category] ?? category }),
  column('同组', null, {
    key: 'group',
    width: 44,
    align: 'center',
    render: (_, order) => bracketOf(orders, orders.indexOf(order)),
  }),
  column('医嘱内容', 'itemName', {
    width: 236,
    render: (name, { specification, skinTest, note }) => (
      <>
        <b>{name}</b> {specification && <span className="weak">{specification}</span>}{' '}
        {skinTest && <span className="tag tag-late">皮试 {skinTest}</span>} {note && <span className="weak">{note}</span>}
      </>
    ),
  }),
  column('剂量', 'dose', { width: 80, render: (dose, { doseUnit }) => amountOf(dose, doseUnit) }),
  column('用法', 'route', { width: 76, ellipsis: true }),
  column('频次', 'frequency', { width: 66, ellipsis: true }),
  column('状态', 'status', { width: 80, render: (status) => <OrderState status={status} /> }),
  column('停止时间', 'stoppedAt', { width: 150, render: (at) => (at ? formatFullTime(at) : '') }),
  column('开立医生', 'orderingDoctor', {
    width: 150,
    ellipsis: true,
    render: (doctor, { orderDepartmentName }) => [doctor, orderDepartmentName].filter(Boolean).join(' · ') || '—',
  }),
  column('就诊号', 'visitNo', { width: 140, render: textOr }),
];

/** 医嘱处方: the drugs of all visits, what was ordered in the wards, and what was prescribed in the clinic. */
export function PatientOrdersPanel({ person }: { person: { readonly id: string } }) {
  const ofOneVisit = useSearchParams()[0].has('visit');
  const medications = { value: 'medications', label: '用药一览', content: <MedicationList key="medications" personId={person.id} /> };
  const orders = (
    <PersonRecords
      key="orders"
      path={`/beneficiaries/${person.id}/orders`}
      personId={person.id}
      what="医嘱"
      sources={ORDER_SOURCES}
      topics={TOPICS}
      keyOf={({ id }) => id}
      columns={columnsOf}
    />
  );
  const prescriptions = (
    <PersonRecords
      key="prescriptions"
      path={`/beneficiaries/${person.id}/prescriptions`}
      personId={person.id}
      what="处方"
      sources={ORDER_SOURCES}
      topics={TOPICS}
      keyOf={({ id }) => id}
      draw={(rows) => <PrescriptionCards prescriptions={rows} />}
    />
  );
  return (
    <KindSwitch
      label="医嘱或处方"
      kinds={[
        ...(ofOneVisit ? [] : [medications]),
        { value: 'orders', label: '医嘱', content: orders },
        { value: 'prescriptions', label: '处方', content: prescriptions },
        ...(ofOneVisit ? [medications] : []),
      ]}
    />
  );
}

function OrderState({ status }: { status: string }) {
  const tag = status === 'active' ? 'tag-good' : status === 'cancelled' ? 'tag-late' : 'tag-off';
  return <span className={`tag ${tag}`}>{ORDER_STATES[status] ?? status}</span>;
}
