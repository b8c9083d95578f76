import { formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { SURGERY_STATES, stateTag, type Surgery } from './surgery-words.js';

/** One operation: what, when, who, and why. */
export function SurgeryCard({ surgery }: { surgery: Surgery }) {
  const { procedures, status, emergency, surgeryNo, visitNo } = surgery;
  const [first, ...others] = procedures;
  const team = [
    ['主刀', surgery.surgeonName],
    ['一助', surgery.firstAssistant],
    ['二助', surgery.secondAssistant],
    ['麻醉医生', surgery.anesthetist],
  ].flatMap(([role, name]) => (name ? [`${role} ${name}`] : []));
  return (
    <>
      <h2>
        <span>
          {first?.name ?? '手术'} {first?.level && <span className="tag tag-off">{first.level} 级</span>}{' '}
          {emergency && <span className="tag tag-bad">急诊</span>}{' '}
          <span className={stateTag(status)}>{SURGERY_STATES[status] ?? status}</span>
        </span>
        <small className="weak">
          手术号 {surgeryNo} {visitNo && `· 就诊号 ${visitNo}`}
        </small>
      </h2>
      <dl className="facts">
        <dt>{surgery.startedAt ? '开始时间' : '计划时间'}</dt>
        <dd>{formatFullTime(surgery.startedAt ?? surgery.scheduledAt)}</dd>
        <dt>结束时间</dt>
        <dd>{formatFullTime(surgery.endedAt)}</dd>
        <dt>科室 / 手术间</dt>
        <dd>{[surgery.departmentName, surgery.room].filter(Boolean).join(' · ') || '—'}</dd>
        <dt>术前诊断</dt>
        <dd>{textOr(surgery.preDiagnosis)}</dd>
        <dt>术后诊断</dt>
        <dd>{textOr(surgery.postDiagnosis)}</dd>
        <dt>麻醉方式</dt>
        <dd>{textOr(surgery.anesthesia)}</dd>
        <dt>手术编码</dt>
        <dd>{[first?.code, first?.site].filter(Boolean).join(' · ') || '—'}</dd>
        <dt>人员</dt>
        <dd>{team.join('，') || '—'}</dd>
      </dl>
      {others.length > 0 && (
        <p>
          同台：{others.map(({ name, code }) => (code ? `${name}（${code}）` : name)).join('；')}
        </p>
      )}
    </>
  );
}
