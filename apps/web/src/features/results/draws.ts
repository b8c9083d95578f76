import type { LabMatrix, MatrixCell, MatrixGroup, MatrixReport } from './labs.js';

/** What was taken from a patient at one time: one column, however many reports the laboratory made of it. */
export interface Draw {
  readonly at: string;
  readonly reports: readonly MatrixReport[];
}
export interface DrawMatrix {
  readonly draws: readonly Draw[];
  readonly groups: readonly MatrixGroup[];
}

/** Puts reports of one specimen time into one column, unless two of them tell of the same item: then each keeps its own. */
export function byDraw({ reports, groups }: LabMatrix): DrawMatrix {
  const rows = groups.flatMap(({ items }) => items.map(({ cells }) => cells));
  const columns: number[][] = [];
  reports.forEach((report, index) => {
    const last = columns.at(-1);
    const isSameDraw =
      last !== undefined &&
      reports[last[0] ?? -1]?.at === report.at &&
      rows.every((cells) => !cells[index] || last.every((other) => !cells[other]));
    if (isSameDraw) last.push(index);
    else columns.push([index]);
  });
  const merged = (cells: readonly (MatrixCell | null)[]) =>
    columns.map((column) => column.map((index) => cells[index] ?? null).find((cell) => cell !== null) ?? null);
  return {
    draws: columns.map((column) => {
      const those = column.flatMap((index) => reports[index] ?? []);
      return { at: those[0]?.at ?? '', reports: those };
    }),
    groups: groups.map((group) => ({
      ...group,
      items: group.items.map((item) => ({ ...item, cells: merged(item.cells) })),
    })),
  };
}
