import { formatTime } from '../../shared/format/dates.js';
import { ageText, sexName } from '../../shared/format/people.js';
import { sourceName, type Candidate } from './candidate.js';

/** The pairs in their order; the one being decided is marked. */
export function CandidateQueue({
  items,
  chosen,
  onChoose,
}: {
  items: readonly Candidate[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  return (
    <ol>
      {items.map(({ id, sourcePerson, source, reason, score, at }) => (
        <li key={id}>
          <button
            type="button"
            className={id === chosen ? 'queue-item queue-chosen' : 'queue-item'}
            aria-current={id === chosen}
            onClick={() => onChoose(id)}
          >
            <span>
              <b>{sourcePerson.name}</b>{' '}
              <span className="weak">
                {sexName(sourcePerson.sex)} {sourcePerson.birthDate ? ageText(yearsSince(sourcePerson.birthDate)) : ''}
              </span>
            </span>
            <span className="weak">{score} 分</span>
            <span className="queue-reason">{reason}</span>
            <small className="weak">
              {sourceName(source)} · {formatTime(at)}
            </small>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Completed years up to today, to tell namesakes apart at a glance. */
function yearsSince(birthDate: string): number {
  const [now, birth] = [new Date(), new Date(`${birthDate}T00:00:00`)];
  const had =
    now.getMonth() > birth.getMonth() || (now.getMonth() === birth.getMonth() && now.getDate() >= birth.getDate());
  return now.getFullYear() - birth.getFullYear() - (had ? 0 : 1);
}
