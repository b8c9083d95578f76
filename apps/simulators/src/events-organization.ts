import { need, text } from './adt-push.js';
import { DEPARTMENTS } from './departments.js';
import { amend, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { personName } from './names.js';
import { staffRow } from './organization.js';

const SUFFIX = '（更名）';

/** A department gets another name; the next call gives the old one back. */
export async function renameDepartment(desk: Desk, wish: Wish): Promise<object> {
  const code = wish.department ?? desk.random.pick(DEPARTMENTS).code;
  return desk.change('his', async (client, at) => {
    const row = need(await findRow(client, 'gyKsdm', 'ksdm = $1', [code]), `没有科室 ${code}`);
    const old = text(row, 'ksmc');
    const name = old.endsWith(SUFFIX) ? old.slice(0, -SUFFIX.length) : `${old}${SUFFIX}`;
    await amend(client, 'gyKsdm', code, { ksmc: name, xgsj: at });
    return { department: code, name };
  });
}

/** Somebody begins to work in a department. */
export async function staffJoin(desk: Desk, wish: Wish): Promise<object> {
  const code = wish.department ?? desk.random.pick(DEPARTMENTS).code;
  return desk.change('his', async (client, at) => {
    const doctor = { code: await nextNumber(client, code, at), name: personName(desk.random, desk.random.pick(['1', '2'])) };
    await save(client, 'gyYgdm', [staffRow(doctor, code, 3, at)]);
    return { staffNo: doctor.code, department: code };
  });
}

/** The last one who came leaves again; with `item` the one of that number. */
export async function staffLeave(desk: Desk, wish: Wish): Promise<object> {
  return desk.change('his', async (client, at) => {
    const fitting = `logoff = '0' and ($1::text is null or personid = $1) order by xgsj desc`;
    const row = need(await findRow(client, 'gyYgdm', fitting, [wish.item ?? null]), '没有在职的人员');
    await amend(client, 'gyYgdm', text(row, 'personid'), { logoff: '1', xgsj: at });
    return { staffNo: row['personid'] };
  });
}
