import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { eventsOf, type FigureScope, inHouseConditions } from './figure-source.js';
import { type Dimension, FigureQueries } from './figures.queries.js';
import { MEASURES } from './measures.js';
import type { Period } from './period.js';
import { belongs, type StaySource, VOLUME_COLUMNS, type VolumeCell } from './reception-volume.dto.js';

/** A figure by one of its dimensions; of neither: the whole. */
interface Counted {
  readonly level: string | null;
  readonly type: string | null;
  readonly visits?: number;
  readonly people?: number;
}

const LEVEL: Dimension = ['v.level', 'level'];
/** 干保 beside 特需. */
const TYPE: Dimension = [`case v.level when 'VIP' then 'VIP' else 'cadre' end`, 'type'];

/** 出院 of a period and 在院 at its end: they stand beside 接待量 and are in none of its sums. */
@Injectable()
export class VolumeStayQueries {
  constructor(private readonly figures: FigureQueries) {}

  /** Of a transaction in which `makeRoom` was said. */
  async cells(em: EntityManager, caller: Caller, period: Period): Promise<VolumeCell[]> {
    const scope: FigureScope = { ...period, kinds: MEASURES.discharge.kinds, attribution: 'executing' };
    const [sums, people, inHouse] = await Promise.all([
      this.figures.sums<Counted>(em, caller, scope, [LEVEL, TYPE]),
      this.figures.people<Counted>(em, caller, scope, [LEVEL, TYPE], [['level'], ['type'], []]),
      this.inHouse(em, caller, period.to),
    ]);
    return [...cellsOf('discharge', sums, people), ...cellsOf('inHouse', inHouse.filter(({ level }) => level !== null), inHouse)];
  }

  private inHouse(em: EntityManager, caller: Caller, day: string): Promise<Counted[]> {
    const { where, values } = inHouseConditions(caller, day);
    return em.query(
      `select level, type, count(*)::integer as visits, count(distinct beneficiary_id)::integer as people
       from (select v.beneficiary_id, ${LEVEL[0]} as level, ${TYPE[0]} as type from ${eventsOf('executing')} v where ${where}) v
       group by grouping sets ((level), (type), ())`,
      [...values],
    );
  }
}

/** 人次 add up over levels; people are told for each column. */
function cellsOf(source: StaySource, sums: readonly Counted[], people: readonly Counted[]): VolumeCell[] {
  return VOLUME_COLUMNS.map((column) => {
    const told = people.find(({ level, type }) => (column === 'cadre' ? type === 'cadre' && level === null : column === 'all' ? level === null && type === null : level === column));
    return { source, column, visits: sums.filter(({ level }) => belongs(level, column)).reduce((sum, { visits = 0 }) => sum + visits, 0), people: told?.people ?? 0 };
  });
}
