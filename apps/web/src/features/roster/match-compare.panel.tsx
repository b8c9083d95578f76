import { Link } from 'react-router-dom';
import { formatTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { CareLevelTag, sexName } from '../../shared/format/people.js';
import { COMPARED, compare, sourceName, type Candidate, type ComparedField, type Verdict } from './candidate.js';

const VERDICTS: Record<Verdict, readonly [mark: string, tag: string]> = {
  same: ['＝ 相同', 'tag-good'],
  different: ['≠ 不同', 'tag-bad'],
  unknown: ['— 缺一方', 'tag-off'],
};

/** Source and roster side by side; what differs is marked by sign, word and tint. */
export function MatchCompare({ candidate }: { candidate: Candidate }) {
  const { sourcePerson, roster } = candidate;
  const shown = (field: ComparedField, value: string | null | undefined) =>
    field === 'sex' ? sexName(value) : textOr(value);
  return (
    <table className="match-table">
      <caption className="sr-only">来源资料与名册资料对照</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">项目</span>
          </th>
          <th scope="col">来源：{sourceName(candidate.source)}</th>
          <th scope="col">
            名册候选
            {roster && (
              <>
                {' '}
                · <Link to={`/p/${roster.beneficiaryId}`}>打开档案</Link>
              </>
            )}
          </th>
          <th scope="col">对比</th>
        </tr>
      </thead>
      <tbody>
        {COMPARED.map(({ field, label }) => {
          const verdict = compare(field, sourcePerson, roster);
          const [mark, tag] = VERDICTS[verdict];
          return (
            <tr key={field} className={verdict === 'different' ? 'match-different' : undefined}>
              <th scope="row">{label}</th>
              <td>{shown(field, sourcePerson[field])}</td>
              <td>{roster ? shown(field, roster[field]) : <span className="weak">—</span>}</td>
              <td>{roster && <span className={`tag ${tag}`}>{mark}</span>}</td>
            </tr>
          );
        })}
        <tr>
          <th scope="row">保健标志</th>
          <td>
            {sourcePerson.signs.join('；') ||
              (sourcePerson.chargeType ? `无（费别“${sourcePerson.chargeType}”）` : '无')}
          </td>
          <td>{roster ? <CareLevelTag level={roster.careLevel} /> : '—'}</td>
          <td />
        </tr>
        <tr>
          <th scope="row">患者编号</th>
          <td>{candidate.patientId}</td>
          <td />
          <td />
        </tr>
        <tr>
          <th scope="row">发现时间</th>
          <td>{formatTime(candidate.at)}</td>
          <td />
          <td />
        </tr>
      </tbody>
    </table>
  );
}
