import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import type { Permission } from '../../platform/access/permissions.js';

export interface ImportColumn {
  readonly field: string;
  /** Heading in the file, Chinese. */
  readonly title: string;
  readonly required?: true;
  /** For the sheet 说明. */
  readonly note: string;
  readonly example: string;
  /** The only values: words of the file and what they stand for. */
  readonly choices?: readonly { readonly word: string; readonly code: string }[];
  /** `day`: comes as YYYY-MM-DD; `many`: several choices with 、 between them. */
  readonly kind?: 'day' | 'many';
}

/** One row, by field; what was empty is not there. Choices are codes already, days YYYY-MM-DD. */
export type ImportedRow = Readonly<Record<string, string | readonly string[]>>;

export interface Taken {
  readonly outcome: 'added' | 'changed' | 'unchanged';
  /** Id of what the row stands for. */
  readonly ref: string;
  /** What `undo` needs; kept sealed. */
  readonly before?: object;
}

/**
 * What can be imported, provided by the feature that owns it and found by itself. `take` goes through the feature's own services,
 * as the caller: what he may not do by hand, no file does for him.
 */
export abstract class Importer {
  abstract readonly kind: string;
  abstract readonly title: string;
  abstract readonly permission: Permission;
  /** Fields that name a row; two rows of a file that agree in all of them are one too many. */
  abstract readonly key: readonly (readonly string[])[];
  /** Rows may name rows above them: they are looked at together, so that the preview says what happens. */
  readonly rowsBuildOnEachOther: boolean = false;
  abstract columns(em: EntityManager): Promise<readonly ImportColumn[]>;
  /** In a savepoint of its own. A Refusal says what is wrong with the row, without quoting it. */
  abstract take(caller: Caller, em: EntityManager, row: ImportedRow): Promise<Taken>;
  /**
   * Some rows at once, by place: what `take` would have said of each, or null for a row that is to be taken by itself. For what is
   * imported by the thousand; a Refusal is never said here. In a savepoint of its own.
   */
  async takeTogether(_caller: Caller, _em: EntityManager, rows: readonly ImportedRow[]): Promise<readonly (Taken | null)[]> {
    return rows.map(() => null);
  }
  /** Throws a Refusal when it cannot be taken back any more. */
  abstract undo(caller: Caller, em: EntityManager, taken: Taken): Promise<void>;
}
