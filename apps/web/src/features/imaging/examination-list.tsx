import { formatTime } from '../../shared/format/dates.js';
import { bodyPartOf, byBodyPart, deviceOf, imagesText, REPORT_STATUS, type Examination } from './examinations.js';
import { StudyThumbnail } from './study-thumbnail.js';

interface Props {
  readonly examinations: readonly Examination[];
  readonly grouped: boolean;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Cards of examinations, the newest first, or by the part of the body. */
export function ExaminationList({ examinations, grouped, ...choice }: Props) {
  if (!grouped) return <Cards examinations={examinations} {...choice} />;
  return byBodyPart(examinations).map(([part, some]) => (
    <section key={part} aria-label={part}>
      <h2 className="study-part">
        {part} <small className="weak">{some.length} 次</small>
      </h2>
      <Cards examinations={some} {...choice} />
    </section>
  ));
}

function Cards({ examinations, chosen, onChoose }: Omit<Props, 'grouped'>) {
  return (
    <ol className="study-cards">
      {examinations.map((one) => (
        <li key={one.id} className={one.id === chosen ? 'study-card study-card-chosen' : 'study-card'}>
          <StudyThumbnail examination={one} />
          <button
            type="button"
            className="study-text"
            aria-pressed={one.id === chosen}
            onClick={() => onChoose(one.id)}
          >
            <span className="study-title">
              <b title={one.itemName ?? undefined}>{one.itemName ?? '检查'}</b>
              <StatusTag examination={one} />
            </span>
            <span className="weak">
              {formatTime(one.examinedAt)} · {bodyPartOf(one)} · {deviceOf(one)}
            </span>
            {one.images === 'archived' && <span className="weak">{imagesText(one)}</span>}
            {one.impression && <span className="study-impression">{one.impression}</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Where the report stands, and whether it must not be overlooked. */
export function StatusTag({ examination: { status, critical, positive, revision } }: { examination: Examination }) {
  return (
    <span className="study-tags">
      {critical && <span className="flag flag-critical">危急</span>}
      {!critical && positive && <span className="tag tag-bad">阳性</span>}
      {status === null ? (
        <span className="tag tag-late">报告未出</span>
      ) : (
        <span className={status === 'withdrawn' ? 'tag tag-off' : 'tag tag-good'}>
          {REPORT_STATUS[status] ?? status}
          {(revision ?? 1) > 1 && `（第 ${revision} 版）`}
        </span>
      )}
    </span>
  );
}
