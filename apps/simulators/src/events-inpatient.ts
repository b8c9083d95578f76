import type { PoolClient } from 'pg';
import type { AdtFacts } from './adt-message.js';
import { need, pushAdt, text } from './adt-push.js';
import { CADRE_DEPARTMENT, DEPARTMENTS, department as departmentOf, doctorsOf, wardOf } from './departments.js';
import { amend, EventRefused, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { addStay, bedNumber, chooseStay, moveRow } from './inpatient.js';
import type { Row } from './table.js';
import { noRows } from './tables.js';
import { compact, parseStamp } from './wall-clock.js';

/** Somebody is admitted: A01. */
export async function admit(desk: Desk, wish: Wish): Promise<object> {
  const file = desk.pick(wish);
  const choice = chooseStay(desk.random, file);
  const first = wish.department ? departmentOf(wish.department) : choice.first;
  const doctor = wish.department ? desk.random.pick(doctorsOf(wish.department)) : choice.doctor;
  return desk.change('his', async (client, at) => {
    if (await findRow(client, 'zyjl', `brid = $1 and cypb = '0'`, [file.brid])) throw new EventRefused('此人已在院');
    const earlier = await client.query<{ n: string }>('select count(*) as n from hospital.zyjl where brid = $1', [
      file.brid,
    ]);
    const count = Number(earlier.rows[0]?.n ?? 0) + 1;
    const now = parseStamp(at);
    const visitNo = await nextNumber(client, 'ZY', at);
    const rows = noRows();
    addStay(rows, {
      file,
      visitNo,
      count,
      doctor,
      inpatientNo: `Z${file.brid}${String(count).padStart(2, '0')}`,
      recordNo: `B${file.brid}`,
      admittedAt: now,
      dischargedAt: null,
      state: '0',
      moves: [{ kind: '1', from: null, to: first, bed: bedNumber(desk.random), at: now }],
      diagnoses: choice.diagnoses,
      changedAt: now,
    });
    for (const table of ['zyjl', 'zkjl', 'zdjl'] as const) await save(client, table, rows[table]);
    return { ...(await pushed(client, 'A01', at, visitNo)), rosterNo: file.person.rosterNo };
  });
}

/** Somebody changes the department or, without a named one, one time in three only the bed: A02. */
export async function transfer(desk: Desk, wish: Wish): Promise<object> {
  return desk.change('his', async (client, at) => {
    const stay = await inHospital(desk, client, wish);
    const current = text(stay, 'brksbm');
    const to = wish.department
      ? departmentOf(wish.department)
      : desk.random.chance(0.33)
        ? departmentOf(current)
        : desk.random.pick(
            DEPARTMENTS.filter(
              (one) => one.ward && one.code !== current && (one.code !== CADRE_DEPARTMENT || desk.random.chance(0.5)),
            ),
          );
    const moves = await client.query<{ n: string }>('select count(*) as n from hospital.zkjl where jzlsh = $1', [
      stay['jzlsh'],
    ]);
    const move = {
      kind: to.code === current ? '3' : '2',
      from: current,
      to,
      bed: bedNumber(desk.random),
      at: parseStamp(at),
    } as const;
    await save(client, 'zkjl', [moveRow(text(stay, 'jzlsh'), Number(moves.rows[0]?.n ?? 0), move, move.at)]);
    await amend(client, 'zyjl', text(stay, 'jzlsh'), {
      brksbm: to.code,
      brksmc: to.name,
      brbq: wardOf(to).code,
      bqmc: wardOf(to).name,
      cwh: move.bed,
      xgsj: at,
    });
    return { ...(await pushed(client, 'A02', at, text(stay, 'jzlsh'))), department: to.code, bed: move.bed };
  });
}

/** Somebody goes home: A03. What was still running in the way of orders ends without a message of its own. */
export async function discharge(desk: Desk, wish: Wish): Promise<object> {
  return desk.change('his', async (client, at) => {
    const stay = await inHospital(desk, client, wish);
    const visitNo = text(stay, 'jzlsh');
    await save(client, 'zdjl', [
      {
        zdid: `${visitNo}-301`,
        jzlsh: visitNo,
        zdlb: '3',
        zdsx: '1',
        zdbm: stay['zyzdbm'] ?? null,
        zdmc: stay['zyzdmc'] ?? null,
        sfyz: '0',
        zdsj: at.slice(0, 19),
        xgsj: at,
      },
    ]);
    await client.query(`update hospital.zyyz set yzzt = '3', tzsj = $2, xgsj = $3 where jzlsh = $1 and yzzt = '1'`, [
      visitNo,
      compact(parseStamp(at)),
      at,
    ]);
    await amend(client, 'zyjl', visitNo, { cypb: '8', cyrq: at.slice(0, 19), cyfs: '1', xgsj: at });
    return pushed(client, 'A03', at, visitNo);
  });
}

/** An admission turns out to be a mistake of the desk: A11. */
export async function cancelAdmission(desk: Desk, wish: Wish): Promise<object> {
  return desk.change('his', async (client, at) => {
    const visitNo = text(await inHospital(desk, client, wish), 'jzlsh');
    await client.query(`update hospital.zkjl set zt = '9', xgsj = $2 where jzlsh = $1`, [visitNo, at]);
    await amend(client, 'zyjl', visitNo, { cypb: '99', cyrq: at.slice(0, 19), xgsj: at });
    return pushed(client, 'A11', at, visitNo);
  });
}

/** A discharge is taken back: A13. */
export async function cancelDischarge(desk: Desk, wish: Wish): Promise<object> {
  return desk.change('his', async (client, at) => {
    const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
    const stay = need(
      await findRow(client, 'zyjl', `cypb = '8' and ($1::text is null or brid = $1) order by cyrq desc`, [named]),
      '没有可以召回的出院',
    );
    const visitNo = text(stay, 'jzlsh');
    await client.query(`delete from hospital.zdjl where jzlsh = $1 and zdlb = '3'`, [visitNo]);
    await amend(client, 'zyjl', visitNo, { cypb: '0', cyrq: null, cyfs: null, xgsj: at });
    return pushed(client, 'A13', at, visitNo);
  });
}

async function inHospital(desk: Desk, client: PoolClient, wish: Wish): Promise<Row> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return need(
    await findRow(client, 'zyjl', `cypb = '0' and ($1::text is null or brid = $1) order by random()`, [named]),
    '没有在院的病人',
  );
}

async function pushed(client: PoolClient, event: AdtFacts['event'], at: string, visitNo: string): Promise<object> {
  const stay = need(await findRow(client, 'zyjl', 'jzlsh = $1', [visitNo]), `没有住院 ${visitNo}`);
  await pushAdt(client, event, at, { brid: text(stay, 'brid'), stay });
  return { brid: stay['brid'], visitNo };
}
