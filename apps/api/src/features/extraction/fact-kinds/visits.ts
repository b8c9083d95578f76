import type { FactRow } from '../bulk-write.js';
import { columnsOf, type FactKind, partRows } from '../fact.js';
import { REGISTRATION, VISIT, VISIT_DIAGNOSIS, VISIT_TRANSFER } from '../fact-tables.js';
import type { Owned } from '../incoming.js';

/** What a registration is unless its source says otherwise. */
const UNMARKED: FactRow = { emergency: false, vip: false, refunded: false };
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
      parts: diagnosesOf(owned, id),
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
        ...diagnosesOf(owned, id),
        ...withDefaults(partRows(owned, 'transfers', VISIT_TRANSFER, { visit_id: id }), { cancelled: false }),
      ],
    };
  },
};

export const registration: FactKind = {
  table: REGISTRATION,
  parts: [],
  topic: 'visits',
  defaults: UNMARKED,
  build: ({ mapped }) => ({ row: told(columnsOf(REGISTRATION, mapped.record), UNMARKED), parts: [] }),
};

const diagnosesOf = (owned: Owned, id: string): ReturnType<typeof partRows> =>
  withDefaults(partRows(owned, 'diagnoses', VISIT_DIAGNOSIS, { visit_id: id }), { suspected: false });

/** A mark that a source leaves empty, or never tells of, is not set. */
function withDefaults(parts: ReturnType<typeof partRows>, defaults: FactRow): ReturnType<typeof partRows> {
  return parts.map(({ table, rows }) => ({ table, rows: rows.map((row) => ({ ...defaults, ...told(row, defaults) })) }));
}

/** Without the empty values for which there is a default. */
function told(row: FactRow, defaults: FactRow): FactRow {
  return Object.fromEntries(Object.entries(row).filter(([column, value]) => value !== null || !(column in defaults)));
}
