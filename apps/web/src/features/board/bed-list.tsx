import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { NOTHING, formatTime } from '../../shared/format/dates.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import { ListTable } from '../../shared/list/list-table.js';
import { BedMarks } from './bed-marks.js';
import { markSeen } from './bed-card.js';
import { wardOf, type Bed } from './board.js';

const NONE: ReadonlySet<string> = new Set();
const STAY = () => undefined;
const column = columnOf<Bed>();

function columnsOf(opens: boolean) {
  return [
    column('病区', null, { key: 'ward', width: 130, render: (_, bed) => wardOf(bed) }),
    column('床号', 'bedNo', { width: 70 }),
    column('姓名', null, {
      key: 'name',
      width: 150,
      render: (_, { id, beneficiaryId, name, sex, age }) =>
        opens ? (
          <Link to={`/p/${beneficiaryId}/visits`} onClick={() => void markSeen(id)}>
            <PersonCell name={name} sex={sex} age={age} />
          </Link>
        ) : (
          <PersonCell name={name} sex={sex} age={age} />
        ),
    }),
    column('级别', null, { key: 'level', width: 96, render: (_, bed) => <CareLevelTag level={bed.careLevel} /> }),
    column('天数', 'dayNo', { width: 76, align: 'right', render: (day) => `第 ${day} 天` }),
    column('入院时间', 'admittedAt', { width: 150, render: (at) => formatTime(at) }),
    column('责任医师', 'doctorName', { width: 90 }),
    column('主要诊断', 'mainDiagnosis', { width: 180, ellipsis: true, render: (name) => name ?? NOTHING }),
    column('提醒', null, { key: 'marks', width: 260, render: (_, bed) => <BedMarks bed={bed} /> }),
  ];
}

/** The same beds as a table, for whoever works with the keyboard or a screen reader. */
export function BedList({ beds }: { beds: readonly Bed[] }) {
  const opens = useAccess().can('beneficiary:read');
  return (
    <div className="bed-list" tabIndex={0} role="group" aria-label="在院列表">
      <ListTable
        caption="在院列表"
        columns={columnsOf(opens)}
        rows={beds}
        keyOf={({ id }) => id}
        firstNo={1}
        sort=""
        onSort={STAY}
        onResize={STAY}
        seen={NONE}
        stale={false}
      />
    </div>
  );
}
