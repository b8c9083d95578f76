import type { Connection } from './pull-transport.js';
import { columnsOf } from './sql-columns.js';
import type { SqlDialect, SqlSession, TextRow, ViewColumns } from './sql-dialect.js';
import { garbledColumns } from './sql-garbled.js';
import type { CheckedStream, CheckItem, SqlViewLimits } from './sql-view-types.js';
import { TransportError } from './transport-error.js';

const TOLERATED_SKEW_MS = 60_000;
const SAMPLE_ROWS = 20;

/** Looks at a source the way an engineer would on the first day; goes on after a bad finding where that makes sense. */
export async function checkSqlView(
  dialect: SqlDialect,
  connection: Connection,
  limits: SqlViewLimits,
  streams: readonly CheckedStream[],
): Promise<CheckItem[]> {
  const items: CheckItem[] = [];
  const step = async (name: string, look: () => Promise<Finding>): Promise<boolean> => {
    const begun = performance.now();
    const finding = await look().catch(asFinding);
    items.push({ name, ...finding, ms: Math.round(performance.now() - begun) });
    return finding.ok;
  };
  let session: SqlSession | null = null;
  const connected = await step('连接与登录', async () => {
    session = await dialect.connect(connection, limits);
    return good('已连接并登录。');
  });
  if (!connected || session === null) return items;
  const line: SqlSession = session;
  try {
    await step('数据库版本', async () => good((await one(line, dialect.version))['version'] ?? ''));
    await step('只读账号', async () => readOnly(await dialect.writable(line)));
    await step('线路', async () => protectedLine(dialect.protects(connection)));
    await step('时钟', async () => clockSkew((await one(line, dialect.clock))['now']));
    for (const stream of streams) await step(stream.name, () => checkStream(dialect, line, stream));
  } finally {
    await line.close();
  }
  return items;
}

type Finding = Pick<CheckItem, 'ok' | 'message'>;
const good = (message: string): Finding => ({ ok: true, message });
const bad = (message: string): Finding => ({ ok: false, message });

function asFinding(error: unknown): Finding {
  if (error instanceof TransportError) return bad(error.message);
  throw error;
}

async function one(session: SqlSession, sql: string): Promise<TextRow> {
  return (await session.query(sql))[0] ?? {};
}

function readOnly(writable: number): Finding {
  if (writable === 0) return good('账号只能读取。');
  return bad(`此账号能修改对方的 ${writable || '若干'} 张表，不能使用。请对方提供只有视图查询权限的账号。`);
}

function protectedLine(isProtected: boolean): Finding {
  if (isProtected) return good('数据在传输中被改动时能够发现。');
  return good('线路未加密，数据在传输中被改动时不能发现。建议在连接设置中把 encrypt 设为 true，或确保两端在院内可信网段。');
}

function clockSkew(now: string | null | undefined): Finding {
  const skew = Date.parse(now ?? '') - Date.now();
  if (Math.abs(skew) <= TOLERATED_SKEW_MS) return good('与本机时钟一致。');
  return bad(`与本机时钟相差 ${Math.round(skew / 1000)} 秒。同步按对方时钟进行，不受影响，但请双方校时。`);
}

async function checkStream(dialect: SqlDialect, session: SqlSession, stream: CheckedStream): Promise<Finding> {
  const { source } = stream;
  if (source.transport !== 'sql-view') return bad('此数据集不是数据库视图，请检查接入配置。');
  const cursor = [[source.cursor.column], [source.patientColumn], ...source.key.map((column) => [column])];
  const columns = await columnsOf(dialect, session, source.view);
  const missing = missingColumns(source.view, columns, [...cursor, ...stream.columns]);
  for (const [name, part] of Object.entries(source.parts ?? {})) {
    const wanted = [[part.childKey], [part.orderBy], ...(stream.partColumns[name] ?? [])];
    missing.push(...missingColumns(part.view, await columnsOf(dialect, session, part.view), wanted));
  }
  if (missing.length > 0) return bad(`缺少列：${missing.join('、')}。请与对方核对视图定义。`);
  const select = `select ${dialect.list([...columns.values()])} from ${dialect.view(source.view)} v`;
  const sample = await session.query(dialect.limited(select, SAMPLE_ROWS));
  const garbled = garbledColumns(sample);
  if (garbled.length > 0)
    return bad(`这些列的中文是乱码：${garbled.join('、')}。请对方核对数据库字符集，或在视图中把这些列转换为正确的字符集。`);
  return good(sample.length > 0 ? '视图和列齐全，已读到样例数据。' : '视图和列齐全，目前没有数据。');
}

function missingColumns(view: string, columns: ViewColumns, wanted: readonly (readonly string[])[]): string[] {
  const missing = wanted.filter((alternatives) => !alternatives.some((column) => columns.has(column)));
  return [...new Set(missing.map((alternatives) => `${view}.${alternatives.join(' 或 ')}`))];
}
