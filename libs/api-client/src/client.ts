import type { AnswerOf, BodyPart, PathOf, QueryOf, QueryPart, Verb } from './typed-paths.js';

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What the server says about a refused call. `status` 0 means that no server was reached; `errorNo` is the 错误编号. */
export interface ProblemFacts {
  readonly status: number;
  readonly code: string;
  readonly errorNo: string | null;
  readonly fields: readonly FieldProblem[];
}

/** One refused or failed call; `message` is the server's Chinese sentence. */
export class ApiProblem extends Error implements ProblemFacts {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly errorNo: string | null;
  readonly fields: readonly FieldProblem[];

  constructor(detail: string, { status, code, errorNo, fields }: ProblemFacts) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errorNo = errorNo;
    this.fields = fields;
  }
}

type QueryValue = string | number | boolean | readonly string[] | null | undefined;
type Method = Uppercase<Verb>;

/** A call as it is sent; what it may hold is said by its path. */
interface SentCall {
  readonly method?: Method;
  readonly query?: object | undefined;
  readonly body?: unknown;
  readonly file?: File;
  /** Of several forms that a file comes in, the one that is wanted. */
  readonly accept?: string;
  readonly signal?: AbortSignal;
  readonly keepalive?: boolean;
}

/** What a call of this path takes beside the path. */
export type Call<P extends string, M extends Method> = {
  readonly method?: M;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Carried through even when the page is left meanwhile; for small bodies. */
  readonly keepalive?: boolean;
} & QueryPart<P, Lowercase<M>> &
  BodyPart<P, Lowercase<M>>;
type Calling<P extends string, M extends Method> = object extends Call<P, M> ? [call?: Call<P, M>] : [call: Call<P, M>];

/** Calls of documented paths only; path parameters are written into the path. Errors are `ApiProblem`. */
export interface ApiClient {
  /** The successful answer itself, for downloads and streams. */
  open<const P extends string, M extends Method = 'GET'>(
    path: PathOf<P, Lowercase<M>>,
    ...call: Calling<P, M>
  ): Promise<Response>;
  /** What the path answers, read. */
  request<const P extends string, M extends Method = 'GET'>(
    path: PathOf<P, Lowercase<M>>,
    ...call: Calling<P, M>
  ): Promise<AnswerOf<P, Lowercase<M>>>;
  /** Sends a file as it is to a path that takes one. */
  upload<const P extends string>(path: PathOf<P, 'post'>, query: [QueryOf<P, 'post'>] extends [never] ? object : QueryOf<P, 'post'>, file: File): Promise<AnswerOf<P, 'post'>>;
}

export interface Credentials {
  token(): string | null;
  /** Asked once for a call that was refused with 401; resolves true when the call may be tried again. */
  renew(): Promise<boolean>;
  /** Asked once for a sensitive call that wants a fresh proof of who sits there; resolves true when the call may be tried again. */
  prove?(): Promise<boolean>;
  /** True when nobody sits there: the call then does not keep the session alive. */
  onItsOwn?(): boolean;
}

/** Fetches with the caller's bearer and speaks `ApiProblem`; without credentials it serves the public paths and sign-in. */
export function createApiClient(baseUrl: string, credentials?: Credentials): ApiClient {
  async function send(path: string, call: SentCall): Promise<Response> {
    const token = credentials?.token();
    const headers: Record<string, string> = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(call.accept && { accept: call.accept }),
      ...(credentials?.onItsOwn?.() && { 'x-background': '1' }),
      ...(call.file
        ? { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(call.file.name) }
        : call.body !== undefined && { 'content-type': 'application/json' }),
    };
    const init = {
      method: call.method ?? 'GET',
      headers,
      body: call.file ?? (call.body === undefined ? null : JSON.stringify(call.body)),
      signal: call.signal ?? null,
      keepalive: call.keepalive ?? false,
    };
    return fetch(`${baseUrl}${path}${searchOf(call.query)}`, init).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new ApiProblem('无法连接服务器，请检查网络后重试。', {
        status: 0,
        code: 'OFFLINE',
        errorNo: null,
        fields: [],
      });
    });
  }
  async function open(path: string, call: SentCall = {}): Promise<Response> {
    let answer = await send(path, call);
    if (answer.status === 401 && credentials && (await credentials.renew())) answer = await send(path, call);
    if (answer.ok) return answer;
    const problem = await problemOf(answer);
    if (problem.code !== 'REAUTH_REQUIRED' || !(await credentials?.prove?.())) throw problem;
    const again = await send(path, call);
    if (!again.ok) throw await problemOf(again);
    return again;
  }
  /** `never` fits every answer: which one it is, the path says. */
  async function request(path: string, call?: SentCall): Promise<never> {
    const text = await (await open(path, call)).text();
    return (text === '' ? undefined : JSON.parse(text)) as never;
  }
  const upload = (path: string, query: object, file: File): Promise<never> => request(path, { method: 'POST', query, file });
  return { open, request, upload };
}

/** `?a=1&b=2&b=3`; empty values are left out. */
function searchOf(query: object = {}): string {
  const pairs = Object.entries(query as Readonly<Record<string, QueryValue>>).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, String(one)]),
  );
  const filled = pairs.filter(([, value]) => value !== '');
  return filled.length ? `?${new URLSearchParams(filled)}` : '';
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const body = (await answer.json().catch(() => ({}))) as Partial<{
    code: string;
    detail: string;
    errorNo: string;
    fields: FieldProblem[];
  }>;
  const detail = body.detail ?? '服务器暂时没有给出结果，请稍后重试；若仍不行，请联系管理员。';
  return new ApiProblem(detail, {
    status: answer.status,
    code: body.code ?? `HTTP_${answer.status}`,
    errorNo: body.errorNo ?? null,
    fields: body.fields ?? [],
  });
}
