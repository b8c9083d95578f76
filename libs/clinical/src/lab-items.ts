import type { LocalRange } from './abnormal-flag.js';
import { LAB_ITEM_LINES } from './lab-items.table.js';
import { readReferenceRange } from './reference-range.js';

/** One item of our catalogue of laboratory tests. */
export interface LabItem {
  code: string;
  name: string;
  abbr: string;
  groupCode: string;
  groupName: string;
  specimen: string;
  kind: 'quantitative' | 'qualitative' | 'text';
  /** Empty for a ratio or a qualitative item. */
  unit: string;
  decimals: number | null;
  loinc: string | null;
  /** WS/T 886 code, where the standard has one. */
  ws886: string | null;
  criticalLow: number | null;
  criticalHigh: number | null;
  ranges: LabItemRange[];
  /** Position in the display order over all groups, from 1. */
  order: number;
}

export interface LabItemRange {
  /** Null: for both. */
  sex: '1' | '2' | null;
  /** Completed years, both ends included; null: no upper end. */
  ageFrom: number;
  ageTo: number | null;
  text: string;
}

export interface LabGroup {
  code: string;
  name: string;
  items: LabItem[];
}

const KINDS = { N: 'quantitative', Q: 'qualitative', T: 'text' } as const;

/** All groups in display order, each with its items in order. */
export const LAB_GROUPS: readonly LabGroup[] = readGroups(LAB_ITEM_LINES);

const BY_CODE = new Map(LAB_GROUPS.flatMap((group) => group.items).map((item) => [item.code, item]));

/** All items in display order. */
export const LAB_ITEMS: readonly LabItem[] = [...BY_CODE.values()];

/** The item of our catalogue with this code; undefined when it has none. */
export function labItem(code: string): LabItem | undefined {
  return BY_CODE.get(code);
}

/**
 * Our range for a person, in the unit of the catalogue, with the critical limits. Null when the item is unknown or
 * the sex or age it depends on is not known: nobody is judged by the range of somebody else.
 */
export function localRange(code: string, sex: '1' | '2' | null, ageYears: number | null): LocalRange | null {
  const item = BY_CODE.get(code);
  const fitting = item?.ranges.filter((range) => rangeFits(range, sex, ageYears)) ?? [];
  if (!item || fitting.length !== 1 || !fitting[0]) return null;
  return { ...readReferenceRange(fitting[0].text), criticalLow: item.criticalLow, criticalHigh: item.criticalHigh };
}

function rangeFits(range: LabItemRange, sex: '1' | '2' | null, ageYears: number | null): boolean {
  if (range.sex !== null && range.sex !== sex) return false;
  if (range.ageFrom === 0 && range.ageTo === null) return true;
  return ageYears !== null && ageYears >= range.ageFrom && (range.ageTo === null || ageYears <= range.ageTo);
}

function readGroups(lines: string): LabGroup[] {
  const groups: LabGroup[] = [];
  let order = 0;
  for (const line of lines.trim().split('\n')) {
    const [, code = '', name = ''] = /^# (\S+) (.+)$/.exec(line) ?? [];
    const group = groups.at(-1);
    if (code !== '') groups.push({ code, name, items: [] });
    else if (group) group.items.push(readItem(line, group, (order += 1)));
  }
  return groups;
}

function readItem(line: string, group: LabGroup, order: number): LabItem {
  const [code = '', name = '', abbr = '', specimen = '', kind = 'T', unit = '', ...rest] = line.split('|');
  const [decimals = '', loinc = '', ws886 = '', criticalLow = '', criticalHigh = '', ranges = ''] = rest;
  return {
    code,
    name,
    abbr,
    groupCode: group.code,
    groupName: group.name,
    specimen,
    kind: KINDS[kind as keyof typeof KINDS],
    unit,
    decimals: numberOrNull(decimals),
    loinc: loinc || null,
    ws886: ws886 || null,
    criticalLow: numberOrNull(criticalLow),
    criticalHigh: numberOrNull(criticalHigh),
    ranges: ranges.split(' / ').map(readRange),
    order,
  };
}

/** `男18-59 3.1～8.0`, `75+ <450`. */
function readRange(part: string): LabItemRange {
  const [, who, from, to, text = ''] = /^([男女])?(\d+)(?:-(\d+)|\+) (.+)$/.exec(part) ?? [];
  return { sex: who ? (who === '男' ? '1' : '2') : null, ageFrom: Number(from), ageTo: to ? Number(to) : null, text };
}

function numberOrNull(text: string): number | null {
  return text === '' ? null : Number(text);
}
