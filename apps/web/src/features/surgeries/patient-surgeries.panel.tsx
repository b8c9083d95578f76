import { Segmented } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { PersonRecords } from '../../shared/list/person-records.js';
import { ConsultationCard } from './consultation-card.js';
import { SurgeryCard } from './surgery-card.js';

const SURGERY_SOURCES = ['surgery'];
const CONSULTATION_SOURCES = ['his'];
const TOPICS = ['surgeries'] as const;
const KINDS = [
  { value: 'surgeries', label: '手术' },
  { value: 'consultations', label: '会诊' },
] as const;

/** 手术会诊: operations, planned and done, and who was asked about the patient. */
export function PatientSurgeriesPanel({ person }: { person: { readonly id: string } }) {
  const [params, setParams] = useSearchParams();
  const kind = params.get('kind') === 'consultations' ? 'consultations' : 'surgeries';
  const choose = (value: string) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.set('kind', value);
        return next;
      },
      { replace: true },
    );
  return (
    <div className="part-page">
      <div className="part-tools">
        <Segmented value={kind} options={[...KINDS]} aria-label="手术或会诊" onChange={choose} />
      </div>
      {kind === 'surgeries' ? (
        <PersonRecords
          key="surgeries"
          path={`/beneficiaries/${person.id}/surgeries`}
          personId={person.id}
          what="手术记录"
          sources={SURGERY_SOURCES}
          topics={TOPICS}
          keyOf={({ id }) => id}
          draw={(rows) => (
            <ol>
              {rows.map((one) => (
                <li key={one.id} className="patient-card">
                  <SurgeryCard surgery={one} />
                </li>
              ))}
            </ol>
          )}
        />
      ) : (
        <PersonRecords
          key="consultations"
          path={`/beneficiaries/${person.id}/consultations`}
          personId={person.id}
          what="会诊记录"
          sources={CONSULTATION_SOURCES}
          topics={TOPICS}
          keyOf={({ id }) => id}
          draw={(rows) => (
            <ol>
              {rows.map((one) => (
                <li key={one.id} className="patient-card">
                  <ConsultationCard consultation={one} />
                </li>
              ))}
            </ol>
          )}
        />
      )}
    </div>
  );
}
