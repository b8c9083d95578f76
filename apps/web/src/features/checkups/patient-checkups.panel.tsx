import { useApi } from '../../shared/api/api.js';
import { formatDate } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { useFreshness } from '../../shared/freshness/freshness.js';
import { SourceBanner, UpdatedAt } from '../../shared/freshness/source-banner.js';
import { Answered } from '../../shared/problem/answered.js';
import { CHECKUP_STATUS, FINISHED, type Checkup } from './checkups.js';
import { ComparePanel } from './compare.panel.js';
import './checkups.css';

const SOURCES = ['peis'];

interface Props {
  readonly person: { readonly id: string };
  readonly onOpen: (kind: 'checkup', id: string) => void;
}

/** 体检: the check-ups of a person, year by year, the newest first. */
export function PatientCheckupsPanel({ person, onOpen }: Props) {
  const answer = useApi(`/beneficiaries/${person.id}/checkups`, {
    topics: ['checkups'],
    beneficiaryId: person.id,
  });
  return (
    <>
      <SourceBanner sources={SOURCES} />
      <Answered answer={answer} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <None />
          ) : (
            <>
              <ol className="checkups">
                {items.map((one) => (
                  <li key={one.id}>
                    <Year checkup={one} onOpen={() => onOpen('checkup', one.id)} />
                  </li>
                ))}
              </ol>
              <h3>历年对比</h3>
              <ComparePanel personId={person.id} />
              <p>
                <UpdatedAt sources={SOURCES} readAt={answer.dataUpdatedAt} />
              </p>
            </>
          )
        }
      </Answered>
    </>
  );
}

function Year({ checkup, onOpen }: { checkup: Checkup; onOpen: () => void }) {
  const { year, checkupDate, packageName, status, conclusion, chiefDoctor, abnormalCount, checkupNo } = checkup;
  return (
    <button type="button" className="checkup" onClick={onOpen}>
      <span className="checkup-year">{year} 年</span>
      <span className="checkup-text">
        <span>
          <b>{packageName ?? '健康体检'}</b>{' '}
          <span className="weak">
            {formatDate(checkupDate)} · 体检号 {checkupNo} · 总检医生 {textOr(chiefDoctor)}
          </span>
        </span>
        <span className="checkup-conclusion">
          {conclusion ?? (FINISHED.has(status) ? '没有体检结论' : '总检完成后显示结论')}
        </span>
      </span>
      <span className={FINISHED.has(status) ? 'tag tag-good' : 'tag tag-late'}>{CHECKUP_STATUS[status] ?? status}</span>
      <span className={abnormalCount ? 'flag' : 'weak'}>异常 {abnormalCount} 项</span>
    </button>
  );
}

/** No check-ups, or no system that could tell of them: not the same. */
function None() {
  const standing = useFreshness(SOURCES);
  const [title, text] =
    standing.length === 0
      ? ['该来源未对接', '还没有体检系统向本系统提供数据，这不表示没有做过体检。']
      : standing.every(({ dataAt }) => dataAt === null)
        ? ['尚未同步', '体检系统还没有完成第一次同步，完成后记录会自动出现。']
        : ['无体检记录', '已对接的体检系统中没有此人的体检记录。'];
  return (
    <div className="list-state" role="status">
      <span aria-hidden className="list-state-mark">
        ∅
      </span>
      <b>{title}</b>
      <p className="weak">{text}</p>
    </div>
  );
}
