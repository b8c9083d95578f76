import { need, text } from './adt-push.js';
import { addConsultation, type Consultation } from './consultations.js';
import { DEPARTMENTS, department } from './departments.js';
import { amend, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { openStay } from './live-encounter.js';
import { noRows } from './tables.js';
import { parseStamp } from './wall-clock.js';

/** The ward asks another department, or with `item` "4" so many departments, to see somebody. */
export async function consult(desk: Desk, wish: Wish): Promise<object> {
  const encounter = await openStay(desk, wish);
  const others = DEPARTMENTS.filter((one) => one.ward && one.code !== encounter.department.code);
  const count = Math.min(6, Math.max(1, Number(wish.item) || 1));
  const first = wish.department ? department(wish.department) : desk.random.pick(others);
  const invited = [first, ...others.filter((one) => one !== first)].slice(0, count);
  return desk.change('his', async (client, at) => {
    const now = parseStamp(at);
    const consultationNo = await nextNumber(client, 'HZ', at);
    const kind: Consultation['kind'] = count > 1 ? '3' : wish.critical ? '2' : '1';
    const rows = noRows();
    addConsultation(
      rows,
      { consultationNo, encounter, kind, state: '0', requestedAt: now, startedAt: null, invited, changedAt: now },
      desk.random,
    );
    await save(client, 'hzsq', rows.hzsq);
    await save(client, 'hzcy', rows.hzcy);
    return { brid: encounter.file.brid, visitNo: encounter.visitNo, consultationNo, departments: count };
  });
}

/** They came and wrote what they think. */
export async function finishConsultation(desk: Desk, wish: Wish): Promise<object> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return desk.change('his', async (client, at) => {
    const open = `hzzt in ('0', '1') and ($1::text is null or brid = $1) order by xgsj desc`;
    const consultationNo = text(need(await findRow(client, 'hzsq', open, [named]), '没有待会诊的申请'), 'sqhzid');
    const now = at.slice(0, 19);
    await client.query(`update hospital.hzcy set ddsj = $2, hzyj = '同意目前诊断，继续现治疗方案。' where sqhzid = $1`, [consultationNo, now]);
    const row = await amend(client, 'hzsq', consultationNo, { hzzt: '2', hzkssj: now, hzjssj: now, xgsj: at });
    return { brid: row['brid'], consultationNo };
  });
}
