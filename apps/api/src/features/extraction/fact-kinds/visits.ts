import { columnsOf, type FactKind, partRows } from '../fact.js';
import { REGISTRATION, VISIT, VISIT_DIAGNOSIS, VISIT_TRANSFER } from '../fact-tables.js';

const DIAGNOSES = { table: VISIT_DIAGNOSIS, parentColumn: 'visit_id' };
const TRANSFERS = { table: VISIT_TRANSFER, parentColumn: 'visit_id' };

export const outpatientVisit: FactKind = {
  table: VISIT,
  parts: [DIAGNOSES],
  topic: 'visits',
  build: (owned, id) => {
    const { record } = owned.mapped;
    return {
      row: {
        ...columnsOf(VISIT, record),
        started_at: record['seenAt'] ?? record['registeredAt'],
        ended_at: record['finishedAt'],
        vip: record['visitType'] === '120',
      },
      parts: partRows(owned, 'diagnoses', VISIT_DIAGNOSIS, { visit_id: id }),
    };
  },
};

export const inpatientVisit: FactKind = {
  table: VISIT,
  parts: [DIAGNOSES, TRANSFERS],
  topic: 'visits',
  build: (owned, id) => {
    const { record } = owned.mapped;
    return {
      row: {
        ...columnsOf(VISIT, record),
        visit_class: 'inpatient',
        started_at: record['admittedAt'],
        ended_at: record['dischargedAt'],
        vip: record['visitType'] === '401',
      },
      parts: [
        ...partRows(owned, 'diagnoses', VISIT_DIAGNOSIS, { visit_id: id }),
        ...partRows(owned, 'transfers', VISIT_TRANSFER, { visit_id: id }),
      ],
    };
  },
};

export const registration: FactKind = {
  table: REGISTRATION,
  parts: [],
  topic: 'visits',
  build: ({ mapped }) => ({ row: columnsOf(REGISTRATION, mapped.record), parts: [] }),
};
