import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { PERMISSIONS } from '../../platform/access/permissions.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addOwnWork } from '../../platform/database/list-conditions.js';
import type { ExportedList } from '../../platform/http/export-list.js';
import { withAge } from '../../platform/http/person-row.dto.js';
import { CountedRow } from './counted-row.dto.js';
import { pageStatement } from './drill.queries.js';
import type { DrillRow } from './drill.dto.js';
import type { DepartmentRule } from './figure-filter.dto.js';
import { goesOn } from './figure-source.js';
import { STAT_WORDS } from './figure-words.js';
import { FigureQueries } from './figures.queries.js';
import { LEVEL_NAMES, type LevelColumn, type MeasureName, MEASURES } from './measures.js';
import { checkedPeriod } from './period.js';

/** Figures of a page whose rows stand behind them. */
export interface CountedPage {
  readonly title: string;
  readonly filters: string;
  readonly rule: DepartmentRule;
  /** No two of them count the same kind of event. */
  readonly measures: readonly MeasureName[];
  /** Of these 例数 stand on the page too: what adds a 例 and no 人次 has a row. */
  readonly withCases: readonly MeasureName[];
  /** The page shows too which stays go on at the end of its period, by this name. */
  readonly inHouse?: string | undefined;
  /** How the page calls a measure. */
  readonly nameOf: (measure: MeasureName) => string;
}

type Found = Omit<DrillRow, 'age'> & { birthDate: string | null; level: LevelColumn; departmentCode: string | null; inPeriod: boolean; stays: boolean };

const kindsOf = (measures: readonly MeasureName[]): string[] => measures.flatMap((one) => [...MEASURES[one].kinds]);

/** What a page of figures counts, each event in one row, under the conditions that its numbers are made by. */
@Injectable()
export class CountedRowQueries {
  constructor(private readonly figures: FigureQueries) {}

  /** Rows that the caller has no right to are left out, and the sheet says of which figures. */
  async list(em: EntityManager, caller: Caller, { title, filters, rule, measures, withCases, nameOf, inHouse }: CountedPage): Promise<ExportedList<CountedRow>> {
    const period = checkedPeriod(rule);
    const mayOpen = (name: MeasureName): boolean => MEASURES[name].opens.every((needed) => caller.permissions.has(needed));
    const opened = measures.filter(mayOpen);
    const view = await this.figures.departments(em, rule, period.to);
    const conditions = new Conditions();
    const [from, to, kinds, byCases] = [period.from, period.to, kindsOf(opened), kindsOf(withCases)].map((value) => conditions.bind(value)) as [string, string, string, string];
    const inPeriod = `v.day between ${from}::date and ${to}::date and v.kind = any (${kinds}::text[]) and (v.visits > 0 or v.cases > 0 and v.kind = any (${byCases}::text[]))`;
    const stays = inHouse && mayOpen('admission') ? `v.kind = 'admission' and ${goesOn(to)}` : 'false';
    conditions.always(`(${inPeriod} or ${stays})`);
    addOwnWork(conditions, caller, 'v.at');
    const counted = new Map(opened.flatMap((name) => MEASURES[name].kinds.map((kind) => [kind as string, nameOf(name)] as const)));
    return {
      row: CountedRow, caller, title, filters, period: [period.from, period.to], words: STAT_WORDS, values: conditions.values,
      statement: pageStatement({ unit: 'visits', sort: 'at', attribution: rule.attribution }, conditions, null, `, v.level, v.department_code as "departmentCode", ${inPeriod} as "inPeriod", ${stays} as stays`),
      finish: (found) => {
        const { departmentCode, level, inPeriod: counts, stays: goes, ...row } = found as Found;
        const place = view.placeOf(departmentCode);
        return withAge({ ...row, counted: [counts && counted.get(row.kind), goes && inHouse].filter(Boolean).join('；'), level: LEVEL_NAMES[level], place: place === null ? '未映射' : (view.node(place)?.name ?? place) });
      },
      notes: [
        `每条业务一行。按“计入项目”“计入级别”“统计科室”汇总“人次”一列，与汇总表一致${withCases.length > 0 ? '；只计例数的业务人次为 0' : ''}${inHouse ? `；“计入项目”可有两项，如入院后到区间末日仍在院` : ''}。`,
        ...unopenedNotes(measures.filter((name) => !mayOpen(name)), nameOf),
      ],
    };
  }
}

/** Which figures have no rows in the file because its maker may not open them. */
function unopenedNotes(measures: readonly MeasureName[], nameOf: CountedPage['nameOf']): string[] {
  if (measures.length === 0) return [];
  const missing = [...new Set(measures.flatMap((name) => MEASURES[name].opens))].map((needed) => `“${PERMISSIONS[needed]}”`);
  return [`未附${measures.map(nameOf).join('、')}的明细：制表人没有${missing.join('、')}的权限。`];
}
