import type { components, paths } from './schema.js';

type Prefix = '/api/v1';
export type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A path with its parameters open: `/beneficiaries/{id}/visits` → `/beneficiaries/${string}/visits`. */
type Open<P extends string> = P extends `${infer Head}{${string}}${infer Tail}` ? `${Head}${string}${Open<Tail>}` : P;

/** Every documented path as a caller writes it, with what the document says of it. */
type Written = { [K in keyof paths as K extends `${Prefix}${infer Rest}` ? Rest : never]: paths[K] };

/** The document's own name of a path as a caller writes it; a path with a parameter never stands for a fixed one. */
type Documented<P extends string> = {
  [K in keyof Written]: P extends Open<K> ? (Open<K> extends P ? K : never) : never;
}[keyof Written];

type Operation<P extends string, V extends Verb> = Written[Documented<P>][V];

/** `P` itself when the document has it with this verb, else `never`: the type of a path that is inferred and checked. */
export type PathOf<P extends string, V extends Verb> = P extends string
  ? [Documented<P>] extends [never]
    ? never
    : Operation<P, V> extends undefined
      ? never
      : P
  : never;

type JsonOf<T> = T extends { content: { 'application/json': infer Body } } ? Body : undefined;
type AnswerIn<T> = T extends { responses: { 200: infer Ok } } ? JsonOf<Ok> : undefined;
type QueryIn<T> = T extends { parameters: { query?: infer Query } } ? NonNullable<Query> : never;

/** What the path answers; undefined where it answers nothing. */
export type AnswerOf<P extends string, V extends Verb> = AnswerIn<Operation<P, V>>;

/** What the path takes in its query; never where it takes none. */
export type QueryOf<P extends string, V extends Verb> = QueryIn<Operation<P, V>>;

/** What the path takes as its body; undefined where it takes none. */
export type BodyOf<P extends string, V extends Verb> =
  Operation<P, V> extends { requestBody: infer Request } ? JsonOf<Request> : undefined;

type Filled<T> = T extends readonly (infer One)[] ? T | One : T;

/** A query as a caller may write it: one of several may stand alone, and what is empty is left out. */
export type Sent<Query> = { readonly [K in keyof Query]: Filled<Query[K]> | '' | null | undefined };

/** The query of a call, needed where the document needs it. */
export type QueryPart<P extends string, V extends Verb> = [QueryOf<P, V>] extends [never]
  ? { readonly query?: undefined }
  : object extends QueryOf<P, V>
    ? { readonly query?: Sent<QueryOf<P, V>> | undefined }
    : { readonly query: Sent<QueryOf<P, V>> };

/** The body of a call, needed where the document knows one. */
export type BodyPart<P extends string, V extends Verb> = [BodyOf<P, V>] extends [undefined]
  ? { readonly body?: undefined }
  : { readonly body: BodyOf<P, V> };

/** The answer of every list: one page of rows. Totals are exact up to 10,000. */
export interface ListAnswer<Row> {
  readonly items: readonly Row[];
  readonly total: number;
  readonly totalIsExact: boolean;
}

/** Every path that answers pages of rows, e.g. `/outpatient-visits`. */
export type ListPath = {
  [K in keyof Written]: AnswerIn<Written[K]['get']> extends ListAnswer<unknown> ? Open<K> : never;
}[keyof Written];

/** One row of a list's answer. */
export type RowOf<P extends ListPath> = AnswerOf<P, 'get'> extends ListAnswer<infer Row> ? Row : never;

/** Every path that answers a page of figures for paper. */
export type PrintPath = Open<Extract<keyof Written, `/stats/${'reception-volume' | 'workload' | 'staff-reception'}/document`>>;

/** Every path that answers a file of the rows of a list. */
export type ExportPath = Open<Extract<keyof Written, `${string}/export`>>;

/** A class of the API document by its name, e.g. `Schema<'OutpatientVisitRow'>`. */
export type Schema<N extends keyof components['schemas']> = components['schemas'][N];
