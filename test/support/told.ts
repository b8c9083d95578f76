import { codeTables } from '@cadre/connector-kit/code-tables';
import type { Connector, StreamSpec, Target } from '@cadre/connector-kit/connector';
import type { Conversion, FieldRule } from '@cadre/connector-kit/mapping';
import { rowMessage } from '@cadre/connector-kit/row-message';
import { FACT_KINDS } from '../../apps/api/src/features/extraction/fact-kinds/fact-kinds.js';
import type { FactTable } from '../../apps/api/src/features/extraction/fact-tables.js';
import { PageWriter } from '../../apps/api/src/features/extraction/page-writer.js';
import { REFERENCE_KINDS } from '../../apps/api/src/features/extraction/reference-kinds.js';
import { RunLedger } from '../../apps/api/src/features/extraction/run-ledger.js';
import type { ActiveSource } from '../../apps/api/src/features/extraction/source-registry.js';
import type { TestHospital } from './app.js';

/** A record in our own field names, as text like a view shows it; lists are its parts. */
export type ToldRecord = Readonly<Record<string, string | null | readonly Readonly<Record<string, string | null>>[]>>;

const KEYS: Readonly<Record<string, string>> = {
  registration: 'registrationNo', 'outpatient-visit': 'visitNo', 'inpatient-visit': 'visitNo', 'lab-report': 'reportNo', checkup: 'checkupNo',
  order: 'orderNo', prescription: 'prescriptionNo', surgery: 'surgeryNo', consultation: 'consultationNo', 'clinical-note': 'noteNo',
  'exam-report': 'examNo', 'imaging-study': 'studyUid', appointment: 'appointmentNo', slot: 'slotNo', department: 'departmentCode', staff: 'staffNo',
};
const CONVERSIONS: Readonly<Record<string, Conversion>> = { timestamptz: 'instant', integer: 'integer', boolean: 'flag', date: 'date' };
const FLAGS: Readonly<Record<string, Conversion>> = { clinic: 'flag', ward: 'flag', tech: 'flag' };

/** Lets a source of the test tell of records of one kind; answers with what became of each. A record that is `gone` was taken away. */
export async function tellOf(
  hospital: TestHospital, target: Target, records: readonly ToldRecord[], source: string | { readonly id: string; readonly how: 'view' | 'feed' } = 'told',
): Promise<string[]> {
  const { id: sourceId, how } = typeof source === 'string' ? { id: source, how: 'view' } : source;
  await hospital.database.query(
    `insert into source (id, connector_id, name, system, host) values ($1, $1, '测试来源', 'HIS', 'nowhere:1') on conflict do nothing`, [sourceId]);
  const told = streamOf(target, records[0]!);
  const stream = how === 'view' ? told : { ...told, source: feedOf(told) };
  const connector: Connector = { id: sourceId, system: 'HIS', name: '测试来源', patientNumbersOf: 'HIS', streams: [stream], codes: {} };
  const limits = { statementTimeoutMs: 1_000, connectTimeoutMs: 1_000, maxRowsPerPage: 100 };
  const active: ActiveSource = {
    id: sourceId, name: '测试来源', enabled: true, connector, connection: null, limits, codes: codeTables({}), versions: new Map(), resting: false,
  };
  const runId = await hospital.app.get(RunLedger, { strict: false })
    .start({ sourceId, streamId: stream.id, mode: 'incremental', dryRun: false, requestedBy: 'test' });
  const incoming = records.map((record) => {
    const parts = Object.fromEntries(Object.entries(record).filter((entry) => Array.isArray(entry[1]))) as never;
    return { message: rowMessage({ values: record as never, parts }), raw: JSON.stringify(record), ...(record['gone'] ? { deleted: true as const } : {}) };
  });
  const outcomes = await hospital.app.get(PageWriter, { strict: false }).write({ source: active, stream, runId, incoming, dryRun: false });
  return outcomes.map(({ verdict, reason }) => reason ?? verdict);
}

/** What the first record tells of is what the mapping names; the type of a field is that of its column. */
function streamOf(target: Target, first: ToldRecord): StreamSpec {
  const kind = FACT_KINDS[target];
  const table = kind?.table ?? REFERENCE_KINDS[target]!.table;
  const lists = Object.entries(first).filter((entry): entry is [string, Readonly<Record<string, string>>[]] => Array.isArray(entry[1]));
  const partNames = lists.map(([name]) => name);
  const fields = Object.keys(first).filter((name) => !partNames.includes(name));
  return {
    id: `${target}-view`, name: target, target, rank: 2,
    source: {
      transport: 'sql-view', view: 'v', key: [KEYS[target]!], cursor: { column: 'changedAt', precision: 'instant' }, patientColumn: 'patientId',
      lookbackSeconds: 60,
    },
    mapping: {
      key: [KEYS[target]!], version: 'changedAt', ...(kind ? { patient: 'patientId' } : {}),
      fields: Object.fromEntries(fields.map((name) => [name, ruleOf(name, table)])),
      parts: Object.fromEntries(lists.map(([name, rows]) => [
        name, { fields: Object.fromEntries(Object.keys(rows[0] ?? {}).map((field) => [field, ruleOf(field, kind!.parts[0]!.table)])) },
      ])),
    },
  };
}

/** The same told by a list that also says what is gone. */
function feedOf({ mapping }: StreamSpec): StreamSpec['source'] {
  return {
    transport: 'rest-json', path: '/told', items: 'items', query: { since: 'since' }, key: mapping.key, cursor: { column: 'changedAt', precision: 'instant' },
    patientColumn: 'patientId', deleted: 'gone', lookbackSeconds: 60,
  };
}

function ruleOf(name: string, table: FactTable): FieldRule {
  const type = table.columns[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
  const as = name === 'changedAt' ? 'instant' : (FLAGS[name] ?? CONVERSIONS[type ?? '']);
  return { from: name, ...(as ? { as } : {}), ...(name === 'changedAt' ? {} : { optional: true }) };
}
