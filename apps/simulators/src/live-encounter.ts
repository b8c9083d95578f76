import { need, text } from './adt-push.js';
import { department } from './departments.js';
import { EventRefused, type Desk, type Wish } from './desk.js';
import type { Encounter } from './encounter.js';
import type { Row } from './table.js';
import { parseStamp } from './wall-clock.js';

/** The stay the named person is in, or of anybody who is in hospital; refuses when nobody is. */
export async function openStay(desk: Desk, wish: Wish): Promise<Encounter> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  const found = await desk.pools.his.query<Row>(
    `select * from hospital.zyjl where cypb = '0' and ($1::text is null or brid = $1) order by random() limit 1`,
    [named],
  );
  return encounterOf(desk, need(found.rows[0], '没有在院的病人'), true);
}

/** The last visit that took place of the named person, else of somebody who was seen lately. */
export async function lastVisit(desk: Desk, wish: Wish): Promise<Encounter> {
  const { brid } = desk.pick(wish);
  const found = await desk.pools.his.query<Row>(
    `select * from hospital.mzjz where brid = $1 and jzzt in ('1', '2') order by jzsj desc limit 1`,
    [brid],
  );
  return encounterOf(desk, need(found.rows[0], '此人没有就诊记录'), false);
}

/** The stay somebody is in, else the last visit. */
export async function lastEncounter(desk: Desk, wish: Wish): Promise<Encounter> {
  const named = { ...wish, brid: desk.pick(wish).brid };
  try {
    return await openStay(desk, named);
  } catch (error) {
    if (!(error instanceof EventRefused)) throw error;
    return lastVisit(desk, named);
  }
}

function encounterOf(desk: Desk, row: Row, inpatient: boolean): Encounter {
  const file = desk.file(text(row, 'brid'));
  if (!file) throw new EventRefused(`没有病人 ${text(row, 'brid')}`);
  const [code, name] = inpatient ? ['zyzdbm', 'zyzdmc'] : ['jzzdbm', 'jzzdmc'];
  const place = department(text(row, inpatient ? 'brksbm' : 'jzksbm'));
  const until = inpatient ? row['cyrq'] : row['wcjzsj'];
  return {
    file,
    inpatient,
    visitNo: text(row, 'jzlsh'),
    registrationNo: row['ghjlid'] ?? null,
    department: place,
    doctor: inpatient
      ? { code: text(row, 'zyysgh'), name: text(row, 'zyysxm') }
      : { code: text(row, 'zzysgh'), name: text(row, 'zzysxm') },
    diagnoses: [{ code: text(row, code), name: text(row, name), condition: '', department: place.code }],
    from: parseStamp(text(row, inpatient ? 'ryrq' : 'jzsj')),
    until: until ? parseStamp(until) : null,
  };
}
