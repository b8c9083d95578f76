import { DEFINITION_VERSION, GENERAL_RULES, LEVEL_NAMES, type MeasureName, MEASURES } from './measures.js';

/** Columns of level with their sums. */
export const COLUMN_NAMES: Readonly<Record<string, string>> = { ...LEVEL_NAMES, cadre: '干保小计', all: '合计' };

/** 口径 beneath a table: a file is read where nobody can ask. */
export function definitionNotes(measures: readonly MeasureName[]): string[] {
  return [
    `口径版本 ${DEFINITION_VERSION}`,
    ...measures.map((name) => `${MEASURES[name].name}：${MEASURES[name].definition}`),
    ...GENERAL_RULES,
  ];
}

/** Above a table: which days, and who is not in it. */
export const periodWords = ({ from, to }: { from: string; to: string }): string => `统计区间：${from} 至 ${to}；不含制表人无权查看的机密对象`;

/** What stands outside the sums where the hospital wants that said. */
export const hiddenNote = (hidden: number | null): string[] => (hidden ? [`机密 ×${hidden}（无权查看，不计入合计）`] : []);
