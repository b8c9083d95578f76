import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { type FieldProblem, Refusal } from './refusal.js';

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): void;
  sent: boolean;
}

/** The one shape of every failure: RFC 9457 with a stable code, a Chinese sentence and an error number to quote. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errorNo: string;
  readonly fields?: readonly FieldProblem[];
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export function problemBody(what: Pick<Problem, 'status' | 'code' | 'detail' | 'errorNo'>, fields?: readonly FieldProblem[]): Problem {
  return { type: 'about:blank', title: what.code, ...what, ...(fields?.length ? { fields } : {}) };
}

const STATUS_WORDS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['BAD_INPUT', '请求内容不正确，请检查后重试。'],
  404: ['NOT_FOUND', '没有这个接口地址，请检查地址或刷新页面。'],
  413: ['TOO_LARGE', '提交的内容过大，请减少后重试。'],
  415: ['BAD_INPUT', '请求的内容格式不受支持，请使用 JSON。'],
  429: ['TOO_MANY_REQUESTS', '操作过于频繁，请稍候再试。'],
};

/** SQLSTATEs which mean that the database is not there or is too busy, not that the program is wrong. */
const UNAVAILABLE = /^(08|53|57P0|55P03)|^(ECONN|ENOTFOUND|ETIMEDOUT)/;
const CANCELLED = '57014';
const UNREADABLE = /^22/;

@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(problem: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<Reply>();
    const traceId = http.getRequest<{ id: string }>().id;
    const body = this.describe(problem, traceId);
    if (reply.sent) return;
    if (problem instanceof Refusal && problem.retryAfterSeconds) reply.header('retry-after', String(problem.retryAfterSeconds));
    reply.status(body.status).header('content-type', PROBLEM_TYPE).send(body);
  }

  private describe(problem: unknown, errorNo: string): Problem {
    const shape = (status: number, code: string, detail: string, fields?: readonly FieldProblem[]): Problem =>
      problemBody({ status, code, detail, errorNo }, fields);
    if (problem instanceof Refusal) return shape(problem.status, problem.code, problem.message, problem.fields);
    if (problem instanceof HttpException || hasStatus(problem)) {
      const status = problem instanceof HttpException ? problem.getStatus() : problem.statusCode;
      const [code, detail] = STATUS_WORDS[status] ?? STATUS_WORDS[400]!;
      if (status < 500) return shape(status, code, detail);
    }
    const sqlState = sqlStateOf(problem);
    if (sqlState === CANCELLED) return shape(503, 'TOO_SLOW', '条件过宽，请缩小范围后重试。');
    if (sqlState && UNREADABLE.test(sqlState)) return shape(400, 'BAD_INPUT', '请求中有无法识别的内容，请检查输入后重试。');
    if ((sqlState && UNAVAILABLE.test(sqlState)) || isPoolTimeout(problem)) {
      return shape(503, 'UNAVAILABLE', '数据库暂时不可用，请稍候重试；持续出现请联系信息科。');
    }
    // Only the kind of the failure: a driver's message may quote the values of a row.
    this.log.error({ errorNo, name: nameOf(problem), sqlState, stack: stackOf(problem) }, 'request failed');
    return shape(500, 'INTERNAL', '操作没有完成，数据未被改动。请重试；如仍失败，请将错误编号告知信息科。');
  }
}

function hasStatus(problem: unknown): problem is { statusCode: number } {
  return typeof (problem as { statusCode?: unknown } | null)?.statusCode === 'number';
}

function sqlStateOf(problem: unknown): string | undefined {
  const { code, driverError } = (problem ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const found = driverError?.code ?? code;
  return typeof found === 'string' ? found : undefined;
}

const isPoolTimeout = (problem: unknown): boolean =>
  problem instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(problem.message);
const nameOf = (problem: unknown): string => (problem instanceof Error ? problem.name : typeof problem);
/** A message may have several lines; only the places in the program are for the log. */
const FRAME = /^\s+at .+:\d+:\d+\)?$/;
const stackOf = (problem: unknown): string | undefined =>
  problem instanceof Error ? problem.stack?.split('\n').filter((line) => FRAME.test(line)).slice(0, 7).join('\n') : undefined;
