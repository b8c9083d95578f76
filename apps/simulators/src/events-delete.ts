import { EventRefused, type Desk, type Wish } from './desk.js';
import type { System } from './table.js';

/** What can vanish without a trace, with its parts. Views have no delete mark: only reconciliation can notice. */
const DELETABLE: Readonly<
  Record<string, { system: System; table: string; key: string; parts: readonly string[]; patient: string }>
> = {
  'lab-report': { system: 'lis', table: 'lis_bg', key: 'bgdh', parts: ['lis_jg'], patient: `lpad(brid, 8, '0')` },
  'outpatient-visit': { system: 'his', table: 'mzjz', key: 'jzlsh', parts: ['zdjl'], patient: 'brid' },
  'inpatient-visit': { system: 'his', table: 'zyjl', key: 'jzlsh', parts: ['zkjl', 'zdjl'], patient: 'brid' },
  checkup: { system: 'peis', table: 'tj_sy', key: 'tjbh', parts: ['tj_fk', 'tj_mx'], patient: 'tjryid' },
};

/** Deletes the newest row of an entity, of the named person or of a person of the roster. */
export async function hardDelete(desk: Desk, wish: Wish): Promise<object> {
  const entity = wish.entity ?? 'lab-report';
  const what = DELETABLE[entity];
  if (!what) throw new EventRefused(`不能删除 ${entity}`);
  const file = desk.pick(wish);
  const patient = entity === 'checkup' ? `P${String(file.person.no).padStart(6, '0')}` : file.brid;
  return desk.change(what.system, async (client) => {
    const found = await client.query<{ key: string }>(
      `select ${what.key} as key from hospital.${what.table} where ${what.patient} = $1 order by xgsj desc limit 1`,
      [patient],
    );
    const key = found.rows[0]?.key;
    if (!key) throw new EventRefused('此人没有可以删除的记录');
    for (const table of [...what.parts, what.table])
      await client.query(`delete from hospital.${table} where ${what.key} = $1`, [key]);
    await client.query('insert into hospital.removed (entity, key) values ($1, $2)', [entity, key]);
    return { entity, key, rosterNo: file.person.rosterNo };
  });
}
