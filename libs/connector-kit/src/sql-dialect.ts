import type { Connection } from './pull-transport.js';
import type { SqlViewLimits } from './sql-view-types.js';

/** A row as the source prints it, column names lower-case. */
export type TextRow = Readonly<Record<string, string | null>>;

/** One logged-in connection that cannot write. Failures are TransportErrors. */
export interface SqlSession {
  /** The rows of a select, exactly as the source wrote them; rows that were damaged on their way are a broken line. */
  query(select: string, values?: readonly unknown[]): Promise<readonly TextRow[]>;
  /** Begins a read-only transaction that sees one state of the source throughout, as far as the source can. */
  begin(): Promise<void>;
  /** Ends it without a trace. */
  end(): Promise<void>;
  /** Cuts the line at once; what is running fails. */
  cut(): void;
  close(): Promise<void>;
}

/** A column as its view declares it. */
export interface ViewColumn {
  /** As the source spells it. */
  readonly name: string;
  /** In the dialect's own words, lower-case. */
  readonly type: string;
}

/** By lower-case name, in the view's order. */
export type ViewColumns = ReadonlyMap<string, ViewColumn>;

/** A condition and the parameters it uses, in order. */
export interface SqlCondition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What differs between databases. Another one joins by another object of this shape. */
export interface SqlDialect {
  /** @throws TransportError when the source cannot be reached or does not let us in */
  connect(connection: Connection, limits: SqlViewLimits): Promise<SqlSession>;
  /** One row with `now`: the source's clock as ISO 8601 UTC. */
  readonly clock: string;
  /** One row with `version`. */
  readonly version: string;
  /** How many tables this login can change. */
  writable(session: SqlSession): Promise<number>;
  /** Rows with `name` and `type`: the columns of the view named by the one parameter; none when there is no such view. */
  readonly columns: string;
  /** Rows with `view`, `name`, `type`, `comment`, in the views' own order: every column of every view and table this login can read. */
  readonly offered: string;
  /** Whether a value that was damaged on its way is found out. */
  protects(connection: Connection): boolean;
  /** A view as our settings name it: `view` or `schema.view`. */
  view(name: string): string;
  /** A column as the source spells it. */
  identifier(name: string): string;
  /** The select list that brings these columns of a view called `v` as text under their own names, with whatever proves them undamaged. */
  list(columns: readonly ViewColumn[]): string;
  /** A text that this column printed, or one like it, as a parameter that compares as the column sorts. */
  parameter(position: number, column: ViewColumn, text: string): { readonly sql: string; readonly value: unknown };
  /** Rows behind a place in the order of these columns. */
  after(columns: readonly ViewColumn[], place: readonly string[], firstParameter: number): SqlCondition;
  /** Rows whose columns hold one of these combinations. */
  oneOf(columns: readonly ViewColumn[], combinations: readonly (readonly string[])[], firstParameter: number): SqlCondition;
  /** The first rows of an ordered `select …`. */
  limited(select: string, rows: number): string;
}
