import type { SqlViewLimits } from './sql-view-types.js';

/** A row as the source prints it, column names lower-case. */
export type TextRow = Readonly<Record<string, string | null>>;

/** One logged-in connection that cannot write. Failures are TransportErrors. */
export interface SqlSession {
  /** The rows of a select, exactly as the source wrote them; rows that were damaged on their way are a broken line. */
  query(select: string, values?: readonly unknown[]): Promise<readonly TextRow[]>;
  /** A statement without rows, such as the begin of a transaction. */
  run(statement: string): Promise<void>;
  /** Cuts the line at once; what is running fails. */
  cut(): void;
  close(): Promise<void>;
}

/** A condition and the parameters it uses, in order. */
export interface SqlCondition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What differs between databases. Another one joins by another object of this shape. */
export interface SqlDialect {
  connect(url: string, limits: SqlViewLimits): Promise<SqlSession>;
  /** Begins a read-only transaction that sees one state of the source throughout. */
  readonly begin: string;
  /** One row with `now`: the source's clock as ISO 8601 UTC. */
  readonly clock: string;
  /** One row with `version`. */
  readonly version: string;
  /** One row with `writable`: '0', or how many tables this login can change. */
  readonly writable: string;
  /** Rows with `name`: the columns of the view named by the one parameter; none when there is no such view. */
  readonly columns: string;
  /** Rows with `view`, `name`, `type`, `comment`, in the views' own order: every column of every view and table this login can read. */
  readonly offered: string;
  identifier(name: string): string;
  parameter(position: number): string;
  /** Rows behind a place in the order of these columns. */
  after(columns: readonly string[], place: readonly string[], firstParameter: number): SqlCondition;
  /** Rows whose columns hold one of these combinations. */
  oneOf(columns: readonly string[], combinations: readonly (readonly string[])[], firstParameter: number): SqlCondition;
  limited(select: string, rows: number): string;
}
