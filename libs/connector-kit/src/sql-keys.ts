import type { SqlViewSource, StreamSpec } from './connector.js';
import type { FieldRule } from './mapping.js';
import type { KeyPage, KeyRange } from './pull-transport.js';
import { columnNamed, columnsOf } from './sql-columns.js';
import type { SqlDialect, SqlSession, TextRow, ViewColumns } from './sql-dialect.js';
import { type Cut, cutPage } from './sql-place.js';
import { orderOf, selectPage, type Place } from './sql-select.js';
import type { PullMode } from './sql-view-types.js';

/** Rows of a key list are narrow, so many go into one answer, whatever a page of whole records holds. */
const KEYS_PER_PAGE = 20_000;
/** How many keys are asked for at once. */
const ASKED = 1_000;

/** Lists keys, versions and patients inside the session's snapshot, reading no other column. */
export async function* keyPages(dialect: SqlDialect, session: SqlSession, stream: StreamSpec, range: KeyRange): AsyncGenerator<KeyPage> {
  const source = stream.source as SqlViewSource;
  await session.begin();
  const columns = await columnsOf(dialect, session, source.view);
  const wanted = identityColumns(stream, source, columns).map((name) => columnNamed(columns, name));
  const modes = modesOf(range);
  for (const [at, mode] of modes.entries()) {
    let place: Place | null = null;
    do {
      const { sql, values } = selectPage(dialect, { source, mode, columns, wanted, place, rows: KEYS_PER_PAGE + 1 });
      const found = await session.query(sql, values);
      const cut: Cut = cutPage(found, KEYS_PER_PAGE, orderOf(source, mode));
      place = cut.place;
      yield { records: cut.rows.map(identity), done: place === null && at === modes.length - 1 };
    } while (place !== null);
  }
}

/** A key list as reads of the view; never empty, so that its last page can say that it is the last. */
function modesOf(range: KeyRange): readonly PullMode[] {
  if (range.kind === 'all') return [{ kind: 'full' }];
  if (range.kind === 'window') return [range];
  const lists: PullMode[] = [];
  for (let at = 0; at === 0 || at < range.keys.length; at += ASKED) lists.push({ kind: 'keys', keys: range.keys.slice(at, at + ASKED) });
  return lists;
}

/** The columns that tell who a record is: those its mapping reads for key, version and patient, and those the read goes by. */
function identityColumns({ mapping }: StreamSpec, source: SqlViewSource, columns: ViewColumns): string[] {
  const fields = [...mapping.key, mapping.version, ...(mapping.patient === undefined ? [] : [mapping.patient])];
  const read = fields.flatMap((field) => pathsOf(mapping.fields[field]));
  const present = read.filter((path) => columns.has(path));
  return [...new Set([...source.key, source.cursor.column, ...present])];
}

function pathsOf(rule: FieldRule | undefined): readonly string[] {
  if (!rule) return [];
  const asked = rule.when ? [rule.when.path] : [];
  return rule.as === 'constant' ? asked : [...[rule.from].flat(), ...asked];
}

function identity(values: TextRow): KeyPage['records'][number] {
  return { read: (column) => values[column] ?? null };
}
