/** SQLSTATE classes that speak of the data of one row: bad values, broken constraints, values too large. */
const DATA_FAULT = /^(22|23|54)/;

function sqlStateOf(problem: unknown): string | undefined {
  const { code, driverError } = (problem ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const found = driverError?.code ?? code;
  return typeof found === 'string' ? found : undefined;
}

/** Whether the failure is the fault of a record (and would come again), not of the line or the server. */
export function isPoison(problem: unknown): boolean {
  return DATA_FAULT.test(sqlStateOf(problem) ?? '');
}

const REASONS: Readonly<Record<string, string>> = {
  '23502': '缺少必填内容',
  '23503': '引用的资料不存在',
  '23505': '与已有记录重复',
  '22001': '内容过长',
  '22003': '数值超出范围',
  '22007': '日期或时间无效',
  '22008': '日期或时间超出范围',
  '22021': '含有无法保存的字符',
};

/** Says in Chinese why a record could not be stored, naming the column but no value. */
export class LooksPoisoned extends Error {
  constructor(cause: unknown) {
    const column = (cause as { driverError?: { column?: unknown } } | null)?.driverError?.column;
    const reason = REASONS[sqlStateOf(cause) ?? ''] ?? '内容不符合存储规则';
    super(typeof column === 'string' ? `${reason}（${column}）` : reason, { cause });
  }
}
