/** The filtered result by place (0-based), over the ends of its pages. */
export interface RowWalk<Row> {
  readonly total: number;
  /** Null when the row is not on the page on show. */
  placeOf(key: string): number | null;
  at(place: number): Promise<Row | null>;
}
