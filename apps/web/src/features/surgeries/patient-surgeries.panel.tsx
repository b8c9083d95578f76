import type { ReactNode } from 'react';
import { KindSwitch } from '../../shared/list/kind-switch.js';
import { PersonRecords } from '../../shared/list/person-records.js';
import { ConsultationCard } from './consultation-card.js';
import { SurgeryCard } from './surgery-card.js';

const SURGERY_SOURCES = ['surgery'];
const CONSULTATION_SOURCES = ['his'];
const TOPICS = ['surgeries'] as const;

/** 手术会诊: operations, planned and done, and who was asked about the patient. */
export function PatientSurgeriesPanel({ person }: { person: { readonly id: string } }) {
  const surgeries = (
    <PersonRecords
      key="surgeries"
      path={`/beneficiaries/${person.id}/surgeries`}
      personId={person.id}
      what="手术记录"
      sources={SURGERY_SOURCES}
      topics={TOPICS}
      keyOf={({ id }) => id}
      draw={(rows) => <Cards rows={rows} card={(surgery) => <SurgeryCard surgery={surgery} />} />}
    />
  );
  const consultations = (
    <PersonRecords
      key="consultations"
      path={`/beneficiaries/${person.id}/consultations`}
      personId={person.id}
      what="会诊记录"
      sources={CONSULTATION_SOURCES}
      topics={TOPICS}
      keyOf={({ id }) => id}
      draw={(rows) => <Cards rows={rows} card={(consultation) => <ConsultationCard consultation={consultation} />} />}
    />
  );
  return (
    <KindSwitch
      label="手术或会诊"
      kinds={[
        { value: 'surgeries', label: '手术', content: surgeries },
        { value: 'consultations', label: '会诊', content: consultations },
      ]}
    />
  );
}

function Cards<Row extends { readonly id: string }>({ rows, card }: { rows: readonly Row[]; card: (row: Row) => ReactNode }) {
  return (
    <ol>
      {rows.map((row) => (
        <li key={row.id} className="patient-card">
          {card(row)}
        </li>
      ))}
    </ol>
  );
}
