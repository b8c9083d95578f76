import type { FieldValues } from '@cadre/connector-kit/mapping';
import type { EntityManager } from 'typeorm';
import type { FactRow } from './bulk-write.js';
import { settleDepartments } from './department-parents.js';
import { columnsOf } from './fact.js';
import type { ColumnType, FactTable } from './fact-tables.js';

/** Records of no person: what the hospital consists of. */
export interface ReferenceKind {
  readonly table: FactTable;
  /** The columns by which a record is found again. */
  readonly identity: readonly string[];
  /** Written when a record is new, ours from then on. */
  readonly ours: readonly string[];
  /** For columns that may not be null and of which nothing was told. */
  readonly defaults: FactRow;
  readonly rowOf: (record: FieldValues) => FactRow;
  /** What follows from all rows together, after a page; `added` are the keys of the new ones. */
  readonly settle?: (em: EntityManager, added: readonly string[]) => Promise<void>;
}

const ORIGIN: Readonly<Record<string, ColumnType>> = {
  source_system: 'text', source_key: 'text', source_version: 'timestamptz', source_rank: 'smallint', content_hash: 'text', run_id: 'bigint',
};
const BY_SOURCE = ['source_system', 'source_key'];

const DEPARTMENT: FactTable = {
  name: 'department',
  columns: {
    ...ORIGIN, code: 'text', name: 'text', kind: 'text', handles_visits: 'boolean', sort: 'integer', active: 'boolean',
    rated_beds: 'integer', standard_code: 'text', pinyin_code: 'text', parent_told: 'text',
  },
};

const STAFF: FactTable = {
  name: 'staff',
  columns: {
    ...ORIGIN, staff_no: 'text', name: 'text', department_code: 'text', position: 'text', title: 'text', expert: 'boolean',
    prescribes: 'boolean', active: 'boolean', also_in: 'text',
  },
};

const SLOT: FactTable = {
  name: 'slot',
  columns: {
    ...ORIGIN, slot_no: 'text', date: 'date', session: 'text', starts_at: 'timestamptz', ends_at: 'timestamptz', department_code: 'text',
    department_name: 'text', doctor_code: 'text', doctor_name: 'text', registration_class: 'text', total: 'integer', used: 'integer',
    reserved: 'integer', reserved_used: 'integer', fee: 'text', stopped: 'boolean', status: 'text',
  },
};

/** Departments are known by their code whoever brings them: those of the starting tree become the hospital's own. */
const department: ReferenceKind = {
  table: DEPARTMENT,
  identity: ['code'],
  ours: ['kind', 'handles_visits', 'sort'],
  defaults: { kind: 'clinic', handles_visits: false, sort: 0, active: true },
  rowOf: (record) => ({
    ...columnsOf(DEPARTMENT, record),
    code: record['departmentCode'],
    handles_visits: record['clinic'] === true || record['ward'] === true,
    ...(record['parentCode'] === undefined ? {} : { parent_told: record['parentCode'] ?? '' }),
  }),
  settle: settleDepartments,
};

const staff: ReferenceKind = {
  table: STAFF,
  identity: BY_SOURCE,
  ours: [],
  defaults: { expert: false, prescribes: false, active: true },
  rowOf: (record) => columnsOf(STAFF, record),
};

const slot: ReferenceKind = {
  table: SLOT,
  identity: BY_SOURCE,
  ours: [],
  defaults: { stopped: false },
  rowOf: (record) => columnsOf(SLOT, record),
};

export const REFERENCE_KINDS: Readonly<Record<string, ReferenceKind>> = { department, staff, slot };
