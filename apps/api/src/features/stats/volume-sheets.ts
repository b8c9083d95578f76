import type { FigureSheet } from '../../platform/http/export-sheets.js';
import { IN_HOUSE, type MeasureName, MEASURES } from './measures.js';
import { type ReceptionVolume, SOURCES, STAY_SOURCES } from './reception-volume.dto.js';
import { COLUMN_NAMES, definitionNotes, hiddenNote, periodWords } from './sheet-words.js';

export const SOURCE_NAMES: Readonly<Record<string, string>> = { checkup: '体检', outpatient: '门诊', inpatient: '住院（入院）', discharge: '出院', inHouse: '在院（末日）', all: '合计' };
/** What 接待量 counts, in the order of its table. */
export const VOLUME_MEASURES: readonly MeasureName[] = ['checkup', 'outpatient', 'admission'];
const COLUMNS = ['L1', 'L2', 'L3', 'L9', 'cadre', 'VIP', 'all'];

/** 接待量 as tables: by level, beside earlier periods, and how it went; 出院 and 在院 on one of their own where the page shows them. */
export function volumeSheets(volume: ReceptionVolume): FigureSheet[] {
  const withStays = volume.cells.some(({ source }) => source === 'inHouse');
  return [volumeSheet(volume), ...(withStays ? [staysSheet(volume)] : []), comparedSheet(volume), courseSheet(volume)];
}

/** Sources by levels, 人次 and 人数 side by side. */
function levelTable({ cells }: ReceptionVolume, sources: readonly string[]): Pick<FigureSheet, 'head' | 'rows'> {
  const cell = (source: string, column: string): number[] => {
    const found = cells.find((one) => one.source === source && one.column === column);
    return [found?.visits ?? 0, found?.people ?? 0];
  };
  return {
    head: [['来源', ...COLUMNS.flatMap((column) => [COLUMN_NAMES[column]!, ''])], [null, ...COLUMNS.flatMap(() => ['人次', '人数'])]],
    rows: sources.map((source) => [SOURCE_NAMES[source]!, ...COLUMNS.flatMap((column) => cell(source, column))]),
  };
}

function staysSheet(volume: ReceptionVolume): FigureSheet {
  return {
    name: '出院与在院', title: '出院与在院（另列，不进接待量合计）', filters: periodWords(volume), ...levelTable(volume, STAY_SOURCES),
    notes: [`${MEASURES.discharge.name}：${MEASURES.discharge.definition}`, `${IN_HOUSE.name}：${IN_HOUSE.definition}`],
  };
}

function volumeSheet(volume: ReceptionVolume): FigureSheet {
  return {
    name: '接待量', title: '接待量统计', filters: periodWords(volume), ...levelTable(volume, [...SOURCES, 'all']),
    sums: 1, notes: [...hiddenNote(volume.hidden), ...definitionNotes(['outpatient', 'admission', 'checkup', 'reception'])],
  };
}

function comparedSheet(volume: ReceptionVolume): FigureSheet {
  const periods = [volume, volume.previous, volume.lastYear];
  const names = ['本期', '环比（上期）', '同比（上年）'];
  return {
    name: '同比环比', title: '接待量同比环比', filters: periodWords(volume),
    head: [['来源', ...names.flatMap((name) => [name, ''])], [null, ...periods.flatMap(() => ['人次', '人数'])]],
    rows: [...SOURCES, 'all'].map((source) => [
      SOURCE_NAMES[source]!,
      ...periods.flatMap(({ cells }) => {
        const found = cells.find((one) => one.source === source && one.column === 'all');
        return [found?.visits ?? 0, found?.people ?? 0];
      }),
    ]),
    sums: 1, notes: periods.map(({ from, to }, at) => `${names[at]}：${from} 至 ${to}`),
  };
}

function courseSheet(volume: ReceptionVolume): FigureSheet {
  const { buckets } = volume;
  const sum = (of: 'checkup' | 'outpatient' | 'inpatient' | 'visits'): number => buckets.reduce((total, bucket) => total + bucket[of], 0);
  return {
    name: '走势', title: '接待量走势', filters: periodWords(volume),
    head: [['自', '至', '体检人次', '门诊人次', '住院（入院）人次', '合计人次', '合计人数']],
    rows: [
      ...buckets.map(({ from, to, checkup, outpatient, inpatient, visits, people }) => [{ day: from }, { day: to }, checkup, outpatient, inpatient, visits, people]),
      ['合计', null, sum('checkup'), sum('outpatient'), sum('inpatient'), sum('visits'), null],
    ],
    sums: 1, notes: ['人数在时间上不可相加，不列合计。'],
  };
}
