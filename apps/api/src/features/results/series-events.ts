import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import type { SeriesEvent } from './lab-series.dto.js';

/** More than this nobody reads behind a line. */
const MOST_OF_A_KIND = 40;

/** From the first moment of $2 to the last of $3, by the hospital's clock; either may be null. */
export const fromTo = (from: string, to: string): string => `
  ($2::date is null or ${to} >= $2::date::timestamp at time zone 'Asia/Shanghai')
  and ($3::date is null or ${from} < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai')`;

const STAYS = `select 'stay' as kind, v.started_at as at, v.ended_at as until, '住院' || coalesce(' · ' || v.department_name, '') as title from visit v
  where v.beneficiary_id = $1 and v.visit_class = 'inpatient' and v.status <> 'cancelled'
    and v.deleted_at is null and ${fromTo('v.started_at', `coalesce(v.ended_at, 'infinity')`)} order by v.started_at desc limit ${MOST_OF_A_KIND}`;

const SURGERIES = `select 'surgery' as kind, s.started_at as at, s.started_at as until,
    coalesce((select p.name from surgery_procedure p where p.surgery_id = s.id order by p.main desc, p.rank limit 1), '手术') as title from surgery s
  where s.beneficiary_id = $1 and s.started_at is not null and s.status = 'completed' and s.deleted_at is null
    and ${fromTo('s.started_at', 's.started_at')} order by s.started_at desc limit ${MOST_OF_A_KIND}`;

const MEDICATIONS = `select 'medication' as kind, o.started_at as at, o.stopped_at as until, o.item_name as title from clinical_order o
  where o.beneficiary_id = $1 and o.category = 'drug' and o.term = 'long' and o.started_at is not null and o.status <> 'cancelled' and o.deleted_at is null
    and ${fromTo('o.started_at', `coalesce(o.stopped_at, 'infinity')`)} order by o.started_at desc limit ${MOST_OF_A_KIND}`;

/** Stays, operations and long-term drugs of the time, of what the caller may read; old to new. `asked`: person, from, to. */
export async function eventsAround(em: EntityManager, { permissions }: Caller, asked: readonly unknown[]): Promise<SeriesEvent[]> {
  const kinds = [
    ...(permissions.has('visit:read') ? [STAYS] : []),
    ...(permissions.has('surgery:read') ? [SURGERIES] : []),
    ...(permissions.has('order:read') ? [MEDICATIONS] : []),
  ];
  if (kinds.length === 0) return [];
  return em.query(`select * from (${kinds.map((kind) => `(${kind})`).join(' union all ')}) e order by e.at`, [...asked]);
}
