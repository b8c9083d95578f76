/** Their code to ours. */
export type CodeTable = Readonly<Record<string, string>>;
/** Table name to table, as written in a connector or kept in settings. */
export type CodeTableSet = Readonly<Record<string, CodeTable>>;

/** Answers what a source's code means with us; undefined when nobody has said so yet. */
export interface CodeTables {
  translate(table: string, code: string): string | undefined;
}

/**
 * Lays table sets over each other, entry by entry: the later wins, so a hospital's own entries mend the delivered ones.
 * @param sets e.g. `connector.codes`, then what was entered in the console
 */
export function codeTables(...sets: readonly CodeTableSet[]): CodeTables {
  const tables = new Map<string, Map<string, string>>();
  for (const set of sets) {
    for (const [name, entries] of Object.entries(set)) {
      const table = tables.get(name) ?? new Map<string, string>();
      for (const [code, ours] of Object.entries(entries)) table.set(code, ours);
      tables.set(name, table);
    }
  }
  return { translate: (table, code) => tables.get(table)?.get(code) };
}
