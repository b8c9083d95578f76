import { readFileSync } from 'node:fs';

/** Reads a file of `data/`: first line names the columns; no quoting, because no field holds a comma. */
export function readSeedFile(name: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) throw new Error(`${name}: "${line}" does not have ${columns.length} fields`);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}
