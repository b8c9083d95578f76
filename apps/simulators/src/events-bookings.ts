import type { PoolClient } from 'pg';
import { need, text } from './adt-push.js';
import { appointmentRow, slotNoOf } from './appointments.js';
import { CADRE_DEPARTMENT, department, doctorsOf } from './departments.js';
import { amend, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { enqueue } from './outbox.js';
import { siuMessage, type SiuEvent } from './siu-message.js';
import type { Row } from './table.js';
import { DAY, HOUR, MINUTE, atHour, parseStamp, stamp } from './wall-clock.js';

/** Somebody books for one of the next days: SIU S12. */
export async function book(desk: Desk, wish: Wish): Promise<object> {
  const file = desk.pick(wish);
  const place = department(wish.department ?? CADRE_DEPARTMENT);
  const doctor = desk.random.pick(doctorsOf(place.code));
  return desk.change('booking', async (client, at) => {
    const now = parseStamp(at);
    const startsAt = atHour(now + desk.random.integer(1, 7) * DAY, 8) + desk.random.integer(0, 12) * 30 * MINUTE;
    const bookingNo = await nextNumber(client, 'YY', at);
    const made = {
      bookingNo, file, doctor, startsAt, kind: 'MZ', item: null, department: place, bookedAt: now,
      state: '0', slotNo: slotNoOf(doctor, startsAt), visitNo: null, changedAt: now,
    } as const;
    await save(client, 'yyjl', [appointmentRow(made, desk.random)]);
    await pushBooking(client, 'S12', bookingNo, at);
    return { brid: file.brid, rosterNo: file.person.rosterNo, bookingNo };
  });
}

/** It is confirmed for another hour of the same day: S13. */
export async function changeBooking(desk: Desk, wish: Wish): Promise<object> {
  return changed(desk, wish, 'S13', (row, at) => {
    const startsAt = parseStamp(text(row, 'kssj')) + HOUR;
    return { kssj: stamp(startsAt), jssj: stamp(startsAt + 30 * MINUTE), zt: '1', qrr: '干部保健办公室', qrsj: at.slice(0, 19) };
  });
}

/** It is called off: S15. */
export async function cancelBooking(desk: Desk, wish: Wish): Promise<object> {
  return changed(desk, wish, 'S15', (_row, at) => ({ zt: '8', qxsj: at.slice(0, 19) }));
}

/** The hour came and the person did not: S26. */
export async function noShow(desk: Desk, wish: Wish): Promise<object> {
  return changed(desk, wish, 'S26', () => ({ zt: '9' }));
}

/** The platform removes a booking and says so in its list. Nothing is pushed. */
export async function removeBooking(desk: Desk, wish: Wish): Promise<object> {
  return changed(desk, wish, null, () => ({ sc: 't' }));
}

async function changed(desk: Desk, wish: Wish, event: SiuEvent | null, changes: (row: Row, at: string) => Row): Promise<object> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return desk.change('booking', async (client, at) => {
    const open = `zt in ('0', '1') and not sc and ($1::text is null or brid = $1) order by xgsj desc`;
    const row = need(await findRow(client, 'yyjl', open, [named]), '没有未就诊的预约');
    const bookingNo = text(row, 'yyh');
    const now = await amend(client, 'yyjl', bookingNo, { ...changes(row, at), xgsj: at });
    if (event) await pushBooking(client, event, bookingNo, at);
    else await client.query(`insert into hospital.removed (entity, key) values ('appointment', $1)`, [bookingNo]);
    return { brid: row['brid'], bookingNo, state: now['zt'] };
  });
}

async function pushBooking(client: PoolClient, event: SiuEvent, bookingNo: string, at: string): Promise<void> {
  const row = need(await findRow(client, 'yyjl', 'yyh = $1', [bookingNo]), `没有预约 ${bookingNo}`);
  const controlId = await nextNumber(client, 'YYPT', at);
  await enqueue(client, controlId, siuMessage({ event, controlId, at, booking: row }));
}
