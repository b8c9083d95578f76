/** A view, resource or file that a source offers, for the console's wizard. */
export interface OfferedView {
  readonly name: string;
  readonly fields: readonly OfferedField[];
  /** Columns that together seem to be the key; empty when nothing says so. */
  readonly key: readonly string[];
  readonly cursorCandidates: readonly string[];
}

export interface OfferedField {
  readonly name: string;
  /** In the source's words, e.g. `timestamp(3)`. */
  readonly type: string;
  /** The source's own comment, where it has one. */
  readonly comment: string | null;
}
