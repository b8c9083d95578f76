import { formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { PRESCRIPTION_KINDS, PRESCRIPTION_STATES, amountOf, yuan, type Prescription } from './order-words.js';

/** Prescriptions as they lie on the counter: head, diagnosis, drugs. */
export function PrescriptionCards({ prescriptions }: { prescriptions: readonly Prescription[] }) {
  return (
    <ol>
      {prescriptions.map((one) => (
        <li key={one.id} className="patient-card">
          <Card prescription={one} />
        </li>
      ))}
    </ol>
  );
}

function Card({ prescription }: { prescription: Prescription }) {
  const { prescriptionNo, prescribedAt, kind, status, departmentName, doctorName, diagnosis, amount, items } = prescription;
  return (
    <>
      <h2>
        <span>
          {formatFullTime(prescribedAt)} {kind ? (PRESCRIPTION_KINDS[kind] ?? kind) : ''}处方{' '}
          {status && (
            <span className={`tag ${status === 'dispensed' ? 'tag-good' : status === 'cancelled' ? 'tag-late' : 'tag-off'}`}>
              {PRESCRIPTION_STATES[status] ?? status}
            </span>
          )}
        </span>
        <small className="weak">
          {prescriptionNo} · {textOr(departmentName)} {doctorName} {amount && `· ${yuan(amount)}`}
        </small>
      </h2>
      {diagnosis && <p>诊断：{diagnosis}</p>}
      {items.length === 0 ? (
        <p className="weak">来源没有提供处方明细。</p>
      ) : (
        <table className="plain-table">
          <caption className="sr-only">处方 {prescriptionNo} 的药品</caption>
          <HeadRow titles={['药品', '规格', '每次剂量', '用法', '频次', '天数', '数量', '备注']} />
          <tbody>
            {items.map((item, index) => (
              <tr key={index}>
                <th scope="row">{item.drugName}</th>
                <td>{textOr(item.specification)}</td>
                <td>{amountOf(item.dose, item.doseUnit)}</td>
                <td>{textOr(item.route)}</td>
                <td>{textOr(item.frequency)}</td>
                <td>{item.days === null ? '—' : `${item.days} 天`}</td>
                <td>{amountOf(item.quantity, item.quantityUnit)}</td>
                <td>{textOr(item.note)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
