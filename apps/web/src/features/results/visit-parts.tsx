import { useAccess } from '../../shared/access/access.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { AbnormalCount } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { REPORT_STATUS } from './labs.js';
import { DIAGNOSIS_KINDS, type VisitDetail } from './visits.js';

export function DiagnosisList({ diagnoses }: { diagnoses: VisitDetail['diagnoses'] }) {
  const { can } = useAccess();
  if (!can('diagnosis:read')) return <p className="weak">🔒 您的角色没有查看诊断的权限。</p>;
  if (!diagnoses.length) return <p className="weak">这次就诊没有诊断记录。</p>;
  return (
    <table className="plain-table">
      <caption>诊断</caption>
      <HeadRow titles={['类型', '诊断', '编码']} />
      <tbody>
        {diagnoses.map(({ kind, code, name, rank, suspected }, index) => (
          <tr key={index}>
            <td>
              {kind ? (DIAGNOSIS_KINDS[kind] ?? kind) : '诊断'}
              {rank === 1 && '（主要）'}
            </td>
            <td>
              {textOr(name)}
              {suspected && (
                <>
                  {' '}
                  <span className="tag tag-late">疑似</span>
                </>
              )}
            </td>
            <td>{textOr(code)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function VisitReports({
  reports,
  onReport,
}: {
  reports: VisitDetail['labReports'];
  onReport: (id: string) => void;
}) {
  const { can } = useAccess();
  if (!can('lab:read')) return <p className="weak">🔒 您的角色没有查看检验结果的权限。</p>;
  if (!reports.length) return <p className="weak">这次就诊没有检验报告。</p>;
  return (
    <table className="plain-table">
      <caption>检验报告</caption>
      <HeadRow titles={['采样时间', '组合', '异常', '状态']} />
      <tbody>
        {reports.map(({ id, panelName, collectedAt, abnormalCount, status }) => (
          <tr key={id}>
            <td>{formatFullTime(collectedAt)}</td>
            <td>
              <button type="button" className="quiet link" onClick={() => onReport(id)}>
                {panelName}
              </button>
            </td>
            <td>
              <AbnormalCount count={abnormalCount} />
            </td>
            <td>{REPORT_STATUS[status] ?? status}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MOVES: Readonly<Record<string, string>> = { admission: '入院', department: '转科', bed: '换床' };

/** Where the patient lay, old to new. */
export function TransferList({ transfers }: { transfers: VisitDetail['transfers'] }) {
  return (
    <table className="plain-table">
      <caption>转科与床位</caption>
      <HeadRow titles={['时间', '变动', '由', '至']} />
      <tbody>
        {transfers.map(
          ({ movedAt, kind, fromDepartmentName, toDepartmentName, toWardName, toBedNo, cancelled }, index) => (
            <tr key={index}>
              <td>{formatFullTime(movedAt)}</td>
              <td>
                {MOVES[kind] ?? kind}
                {cancelled && <span className="tag tag-off">已取消</span>}
              </td>
              <td>{textOr(fromDepartmentName)}</td>
              <td>{[toDepartmentName, toWardName, toBedNo && `${toBedNo} 床`].filter(Boolean).join(' ') || '—'}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
