import { pushAdt } from './adt-push.js';
import { amend, type Desk, type Wish } from './desk.js';

/** Somebody reports a new telephone number: A08 without a visit. */
export async function changePatient(desk: Desk, wish: Wish): Promise<object> {
  const file = desk.pick(wish);
  const phone = `199000${String(desk.random.integer(10_000, 99_999))}`;
  return desk.change('his', async (client, at) => {
    await amend(client, 'brda', file.brid, { lxdh: phone, xgsj: at });
    await pushAdt(client, 'A08', at, { brid: file.brid });
    return { brid: file.brid, rosterNo: file.person.rosterNo, phone };
  });
}
