import { formatFullTime } from '../../shared/format/dates.js';
import { TRANSFER_KINDS } from './visit-words.js';
import type { VisitDetail } from './visit.js';

/** Where the patient lay, in order; a movement that was taken back stays readable and says so. */
export function TransferList({ transfers }: { transfers: VisitDetail['transfers'] }) {
  if (!transfers.length) return null;
  return (
    <section>
      <h3>转科与转床</h3>
      <ol className="visit-transfers">
        {transfers.map((move) => (
          <li
            key={`${move.movedAt} ${move.kind} ${move.toBedNo}`}
            className={move.cancelled ? 'visit-undone' : undefined}
          >
            <span>{formatFullTime(move.movedAt)}</span> <b>{TRANSFER_KINDS[move.kind] ?? move.kind}</b> {placeOf(move)}
            {move.cancelled && <span className="tag tag-off">已撤销</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function placeOf({
  fromDepartmentName,
  toDepartmentName,
  toWardName,
  toBedNo,
}: VisitDetail['transfers'][number]): string {
  const from = fromDepartmentName && fromDepartmentName !== toDepartmentName ? `${fromDepartmentName} → ` : '';
  return from + [toDepartmentName, toWardName, toBedNo && `${toBedNo} 床`].filter(Boolean).join(' ');
}
