import { formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { CONSULTATION_KINDS, CONSULTATION_STATES, stateTag, type Consultation } from './surgery-words.js';
import './surgeries.css';

/** One consultation: why it was asked for, and what each of those asked said. */
export function ConsultationCard({ consultation }: { consultation: Consultation }) {
  const { kind, status, urgent, requestedAt, endedAt, requestDepartmentName, requestingDoctor, reason, purpose, participants } = consultation;
  return (
    <>
      <h2>
        <span>
          {kind ? (CONSULTATION_KINDS[kind] ?? kind) : '会诊'} {urgent && kind !== 'urgent' && <span className="tag tag-bad">急</span>}{' '}
          <span className={stateTag(status)}>{CONSULTATION_STATES[status] ?? status}</span>
        </span>
        <small className="weak">
          {formatFullTime(requestedAt)} 由 {textOr(requestDepartmentName)} {requestingDoctor} 申请
          {endedAt && `，${formatFullTime(endedAt)} 完成`}
        </small>
      </h2>
      {reason && <p className="consultation-text">会诊理由：{reason}</p>}
      {purpose && <p className="consultation-text">会诊目的：{purpose}</p>}
      {participants.length === 0 ? (
        <p className="weak">还没有受邀科室的记录。</p>
      ) : (
        <table className="plain-table">
          <caption className="sr-only">受邀者与意见</caption>
          <HeadRow titles={['受邀科室', '医生', '到达时间', '会诊意见']} />
          <tbody>
            {participants.map((one, index) => (
              <tr key={index}>
                <td>{textOr(one.departmentName)}</td>
                <td>{textOr(one.doctorName)}</td>
                <td>{formatFullTime(one.arrivedAt)}</td>
                <td className="consultation-text">{textOr(one.opinion)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
