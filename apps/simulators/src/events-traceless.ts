import type { PoolClient } from 'pg';
import { EventRefused, type Desk, type Wish } from './desk.js';
import { RECORDS, type RecordPlace } from './records.js';

/** Deletes the newest row of an entity, of the named person or of a person of the roster. Views have no delete mark: only reconciliation can notice. */
export async function hardDelete(desk: Desk, wish: Wish): Promise<object> {
  const { entity, place, rosterNo, patient } = placeOf(desk, wish);
  return desk.change(place.system, async (client) => {
    const key = await newestKey(client, place, patient);
    for (const table of [...place.parts, place.table])
      await client.query(`delete from hospital.${table} where ${place.key} = $1`, [key]);
    await client.query('insert into hospital.removed (entity, key) values ($1, $2)', [place.fact, key]);
    return { entity, key, rosterNo };
  });
}

/** Somebody mends a record with a database tool: the row changes, its time does not. */
export async function silentChange(desk: Desk, wish: Wish): Promise<object> {
  const { entity, place, rosterNo, patient } = placeOf(desk, wish);
  const value = `后台修改 ${desk.random.integer(100_000, 999_999)}`;
  return desk.change(place.system, async (client) => {
    const key = await newestKey(client, place, patient);
    await client.query(`update hospital.${place.table} set ${place.spare} = $2 where ${place.key} = $1`, [key, value]);
    return { entity, key, rosterNo, column: place.spare, value };
  });
}

function placeOf(desk: Desk, wish: Wish): { entity: string; place: RecordPlace; rosterNo: string | null; patient: string } {
  const entity = wish.entity ?? 'lab-report';
  const place = RECORDS[entity];
  if (!place) throw new EventRefused(`没有这类记录：${entity}`);
  const { person, brid } = desk.pick(wish);
  return { entity, place, rosterNo: person.rosterNo, patient: entity === 'checkup' ? `P${String(person.no).padStart(6, '0')}` : brid };
}

async function newestKey(client: PoolClient, place: RecordPlace, patient: string): Promise<string> {
  const drafts = place.fact === 'clinical-note' ? `and blzt <> '0'` : '';
  const found = await client.query<{ key: string }>(
    `select ${place.key} as key from hospital.${place.table} where ${place.patient} = $1 ${drafts} order by ${place.changedAt} desc limit 1`,
    [patient],
  );
  const key = found.rows[0]?.key;
  if (!key) throw new EventRefused('此人没有这样的记录');
  return key;
}
