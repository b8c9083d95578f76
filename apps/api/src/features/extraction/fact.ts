import { ageYears } from '@cadre/clinical/age';
import type { FieldValues } from '@cadre/connector-kit/mapping';
import type { Topic } from '../../platform/http/live-events.js';
import type { FactRow } from './bulk-write.js';
import { CHECKUP, CHECKUP_ITEM, CHECKUP_SECTION, type FactTable, LAB_REPORT, LAB_RESULT, REGISTRATION, VISIT, VISIT_DIAGNOSIS, VISIT_TRANSFER } from './fact-tables.js';
import type { Owned } from './incoming.js';
import { type Holder, measuredValue } from './measured-value.js';

/** A record of ours: its own row and, for every part the source told of, the part's rows. A part not told of stays as it is. */
export interface Fact {
  readonly row: FactRow;
  readonly parts: readonly { readonly table: FactTable; readonly rows: readonly FactRow[] }[];
}

/** How one kind of record becomes rows. */
export interface FactKind {
  readonly table: FactTable;
  readonly parts: readonly { readonly table: FactTable; readonly parentColumn: string }[];
  readonly topic: Topic;
  /** `id` is the fact's own; the columns that every fact carries are added by the writer. */
  readonly build: (owned: Owned, id: string) => Fact;
}

const DIAGNOSES = { table: VISIT_DIAGNOSIS, parentColumn: 'visit_id' };
const TRANSFERS = { table: VISIT_TRANSFER, parentColumn: 'visit_id' };

const labels = ({ owner }: Owned): FactRow => ({ beneficiary_id: owner.beneficiaryId, confidential: owner.confidential });

/** Our camel-case record fields are the table's columns in snake case. A field that the source said nothing of is left out. */
function columnsOf(table: FactTable, record: FieldValues): Record<string, unknown> {
  const told = Object.keys(table.columns).filter((column) => record[camel(column)] !== undefined);
  return Object.fromEntries(told.map((column) => [column, record[camel(column)]]));
}

const camelNames = new Map<string, string>();
function camel(column: string): string {
  let name = camelNames.get(column);
  if (name === undefined) camelNames.set(column, (name = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())));
  return name;
}

function partRows(owned: Owned, name: string, table: FactTable, parent: FactRow): { table: FactTable; rows: FactRow[] }[] {
  const told = owned.mapped.parts[name];
  return told ? [{ table, rows: told.map((part) => ({ ...columnsOf(table, part), ...labels(owned), ...parent })) }] : [];
}

const outpatientVisit: FactKind = {
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

const inpatientVisit: FactKind = {
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

const registration: FactKind = {
  table: REGISTRATION,
  parts: [],
  topic: 'visits',
  build: ({ mapped }) => ({ row: columnsOf(REGISTRATION, mapped.record), parts: [] }),
};

function holderAt({ owner }: Owned, at: unknown): Holder {
  const sex = owner.sex === '1' || owner.sex === '2' ? owner.sex : null;
  return { sex, ageYears: owner.birthDate && typeof at === 'string' ? ageYears(owner.birthDate, at) : null };
}

const labReport: FactKind = {
  table: LAB_REPORT,
  parts: [{ table: LAB_RESULT, parentColumn: 'report_id' }],
  topic: 'labs',
  build: (owned, id) => {
    const { record, parts } = owned.mapped;
    const collected = record['collectedAt'] ?? record['reportedAt'] ?? record['changedAt'];
    const specimen = typeof record['specimen'] === 'string' ? record['specimen'] : null;
    const holder = holderAt(owned, collected);
    const effective = record['status'] === 'final' || record['status'] === 'corrected';
    const measured = (parts['results'] ?? []).map((part, index) => ({ part, index, ...measuredValue(part, specimen, holder) }));
    return {
      row: {
        ...columnsOf(LAB_REPORT, record),
        collected_at: collected,
        panel_name: record['panelName'] ?? '检验报告',
        revision: record['revision'] ?? 1,
        result_count: measured.length,
        abnormal_count: effective ? measured.filter(({ abnormal }) => abnormal).length : 0,
      },
      parts: parts['results'] === undefined ? [] : [{
        table: LAB_RESULT,
        rows: measured.map(({ part, row, index }) => ({
          ...row, ...labels(owned), report_id: id,
          result_no: part['resultNo'] ?? String(index + 1), line_no: part['lineNo'] ?? index + 1,
          specimen, method: part['method'], instrument: part['instrument'], loinc: part['loinc'], collected_at: collected, effective,
        })),
      }],
    };
  },
};

const checkup: FactKind = {
  table: CHECKUP,
  parts: [{ table: CHECKUP_SECTION, parentColumn: 'checkup_id' }, { table: CHECKUP_ITEM, parentColumn: 'checkup_id' }],
  topic: 'checkups',
  build: (owned, id) => {
    const { record, parts } = owned.mapped;
    const holder = holderAt(owned, record['checkupDate']);
    const items = (parts['items'] ?? []).map((part, index) => ({ part, index, ...measuredValue(part, null, holder) }));
    return {
      row: {
        ...columnsOf(CHECKUP, record),
        year: record['year'] ?? Number(String(record['checkupDate']).slice(0, 4)),
        revision: record['revision'] ?? 1,
        abnormal_count: items.filter(({ abnormal }) => abnormal).length,
      },
      parts: [
        ...partRows(owned, 'sections', CHECKUP_SECTION, { checkup_id: id }),
        ...(parts['items'] === undefined ? [] : [{
          table: CHECKUP_ITEM,
          rows: items.map(({ part, row, index }) => ({
            ...row, ...labels(owned), checkup_id: id, item_no: part['itemNo'] ?? String(index + 1),
            section_no: part['sectionNo'], line_no: part['lineNo'] ?? index + 1, state: part['state'] ?? 'done',
          })),
        }]),
      ],
    };
  },
};

/** The targets that are stored as facts; patients and merges only move links. */
export const FACT_KINDS: Readonly<Record<string, FactKind>> = {
  'outpatient-visit': outpatientVisit,
  'inpatient-visit': inpatientVisit,
  registration,
  'lab-report': labReport,
  checkup,
};
