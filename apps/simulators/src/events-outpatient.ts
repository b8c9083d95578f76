import { department as departmentOf, doctorsOf } from './departments.js';
import { need, pushAdt, text } from './adt-push.js';
import { amend, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { chooseVisit, diagnosisRows, registrationRow, visitRow } from './outpatient.js';
import { reasonForVisit } from './diagnoses.js';
import { compact, parseStamp } from './wall-clock.js';

/** Somebody registers at the window: A04. */
export async function register(desk: Desk, wish: Wish): Promise<object> {
  const file = desk.pick(wish);
  const choice = chooseVisit(desk.random, file);
  const place = wish.department
    ? { department: departmentOf(wish.department), doctor: desk.random.pick(doctorsOf(wish.department)) }
    : {};
  return desk.change('his', async (client, at) => {
    const now = parseStamp(at);
    const visit = {
      ...choice,
      ...place,
      file,
      registeredAt: now,
      seenAt: null,
      finishedAt: null,
      refundedAt: null,
      changedAt: now,
      registrationNo: await nextNumber(client, 'GH', at),
      visitNo: await nextNumber(client, 'MZ', at),
    };
    const row = visitRow(visit, desk.random);
    await save(client, 'ghxx', [registrationRow(visit, desk.random)]);
    await save(client, 'mzjz', [row]);
    await pushAdt(client, 'A04', at, { brid: file.brid, outpatient: row });
    return {
      brid: file.brid,
      rosterNo: file.person.rosterNo,
      visitNo: visit.visitNo,
      registrationNo: visit.registrationNo,
    };
  });
}

/** The doctor sees who waits, or finishes who is being seen: A08. */
export async function see(desk: Desk, wish: Wish): Promise<object> {
  return desk.change('his', async (client, at) => {
    const waiting = need(await openVisit(desk, client, wish, `('0', '1')`), '没有候诊或接诊中的病人');
    const visitNo = text(waiting, 'jzlsh');
    const now = at.slice(0, 19);
    if (waiting['jzzt'] === '0') {
      const person = desk.file(text(waiting, 'brid'))?.person;
      const main = reasonForVisit(desk.random, person?.conditions ?? []);
      await save(
        client,
        'zdjl',
        diagnosisRows({ visitNo, kind: '1', at: parseStamp(at), changedAt: parseStamp(at) }, [main]),
      );
      const row = await amend(client, 'mzjz', visitNo, {
        jzzt: '1',
        jzsj: now,
        jzzdbm: main.code,
        jzzdmc: main.name,
        zs: `${main.name}，就诊。`,
        xgsj: at,
      });
      await pushAdt(client, 'A08', at, { brid: text(row, 'brid'), outpatient: row });
      return { brid: row['brid'], visitNo, state: 'in_visit' };
    }
    const row = await amend(client, 'mzjz', visitNo, { jzzt: '2', wcjzsj: now, xgsj: at });
    await pushAdt(client, 'A08', at, { brid: text(row, 'brid'), outpatient: row });
    return { brid: row['brid'], visitNo, state: 'finished' };
  });
}

/** A registration is given back before the visit: A11. */
export async function refund(desk: Desk, wish: Wish): Promise<object> {
  return desk.change('his', async (client, at) => {
    const waiting = need(await openVisit(desk, client, wish, `('0')`), '没有可以退的号');
    const registrationNo = text(waiting, 'ghjlid');
    const moment = compact(parseStamp(at));
    await amend(client, 'ghxx', registrationNo, { gthbz: '1', gthsj: moment, ghzt: '9', xgsj: moment });
    const row = await amend(client, 'mzjz', text(waiting, 'jzlsh'), { jzzt: '9', xgsj: at });
    await pushAdt(client, 'A11', at, { brid: text(row, 'brid'), outpatient: row });
    return { brid: row['brid'], visitNo: row['jzlsh'], registrationNo };
  });
}

/** The longest-waiting visit in one of these states: of the named person, else of anybody registered in the last day. */
async function openVisit(desk: Desk, client: Parameters<typeof findRow>[0], wish: Wish, states: string) {
  if (wish.brid || wish.rosterNo) {
    return findRow(client, 'mzjz', `brid = $1 and jzzt in ${states} order by xgsj desc`, [desk.pick(wish).brid]);
  }
  return findRow(client, 'mzjz', `jzzt in ${states} and xgsj > localtimestamp - interval '1 day' order by xgsj`, []);
}
