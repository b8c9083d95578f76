import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../shared/data/tables/mimic3-demo/', import.meta.url));

/** Why the hospital of these tests cannot be built here, or null. */
export const mimicMissing: string | null = existsSync(`${FOLDER}PATIENTS.csv`) ? null : 'the public MIMIC-III demo tables are not there';

/** A row by column; '' is kept as null, as the tables mean it. */
export type Row = Readonly<Record<string, string | null>>;

/** A table of the public files; column names in lower case. */
export function mimicTable(name: string): Row[] {
  if (mimicMissing) return [];
  const [head, ...lines] = readFileSync(`${FOLDER}${name}.csv`, 'utf8').split(/\r?\n/).filter(Boolean);
  const columns = cells(head!).map((column) => column!.toLowerCase());
  return lines.map((line) => {
    const values = cells(line);
    return Object.fromEntries(columns.map((column, at) => [column, values[at] || null]));
  });
}

function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map(([, cell]) => (cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!));
}
