import type { PoolClient } from 'pg';
import { need, text } from './adt-push.js';
import { amend, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { chooseDrugs } from './drugs.js';
import { lastVisit, openStay } from './live-encounter.js';
import { ROUTINE_ORDERS, orderOfDrug, orderRow } from './orders.js';
import { ormMessage } from './orm-message.js';
import { enqueue } from './outbox.js';
import { prescriptionItemRows, prescriptionRow, type Prescription } from './prescriptions.js';
import { compact, parseStamp } from './wall-clock.js';

/** A doctor of the ward writes an order: ORM with control code NW. */
export async function order(desk: Desk, wish: Wish): Promise<object> {
  const encounter = await openStay(desk, wish);
  const [drug] = chooseDrugs(desk.random, encounter.file.person.conditions, 1);
  const item = drug && desk.random.chance(0.6) ? orderOfDrug(drug) : desk.random.pick(ROUTINE_ORDERS);
  return desk.change('his', async (client, at) => {
    const now = parseStamp(at);
    const orderNo = await nextNumber(client, 'YZ', at);
    const made = { orderNo, encounter, item, group: null, orderedAt: now, stoppedAt: null, state: '1', changedAt: now } as const;
    await save(client, 'zyyz', [orderRow(made)]);
    await pushOrder(client, 'NW', orderNo, at);
    return { brid: encounter.file.brid, visitNo: encounter.visitNo, orderNo };
  });
}

/** A running order comes to its end: ORM with DC. */
export const stopOrder = (desk: Desk, wish: Wish): Promise<object> => endOrder(desk, wish, 'DC');
/** An order was a mistake: ORM with CA. */
export const cancelOrder = (desk: Desk, wish: Wish): Promise<object> => endOrder(desk, wish, 'CA');

async function endOrder(desk: Desk, wish: Wish, how: 'DC' | 'CA'): Promise<object> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return desk.change('his', async (client, at) => {
    const running = `yzzt = '1' and ($1::text is null or brid = $1) order by xgsj desc`;
    const orderNo = text(need(await findRow(client, 'zyyz', running, [named]), '没有执行中的医嘱'), 'yzzid');
    const moment = compact(parseStamp(at));
    const row = await amend(client, 'zyyz', orderNo, {
      yzzt: how === 'DC' ? '3' : '9',
      tzsj: how === 'DC' ? moment : null,
      bz: how === 'CA' ? '开立有误，撤销' : null,
      xgsj: at,
    });
    await pushOrder(client, how, orderNo, at);
    return { brid: row['brid'], orderNo, state: row['yzzt'] };
  });
}

async function pushOrder(client: PoolClient, control: 'NW' | 'DC' | 'CA', orderNo: string, at: string): Promise<void> {
  const row = need(await findRow(client, 'zyyz', 'yzzid = $1', [orderNo]), `没有医嘱 ${orderNo}`);
  const patient = need(await findRow(client, 'brda', 'brid = $1', [text(row, 'brid')]), `没有病人 ${text(row, 'brid')}`);
  const controlId = await nextNumber(client, 'HIS', at);
  await enqueue(client, controlId, ormMessage({ control, controlId, at, patient, order: row }));
}

/** A prescription at the end of a visit. This HIS pushes none of them: the view tells. */
export async function prescribe(desk: Desk, wish: Wish): Promise<object> {
  const encounter = await lastVisit(desk, wish);
  return desk.change('his', async (client, at) => {
    const now = parseStamp(at);
    const drugs = chooseDrugs(desk.random, encounter.file.person.conditions, 4);
    const prescriptionNo = await nextNumber(client, 'CF', at);
    const made: Prescription = { prescriptionNo, encounter, at: now, drugs, state: '1', changedAt: now };
    await save(client, 'cfzb', [prescriptionRow(made)]);
    await save(client, 'ypcfmx', prescriptionItemRows(made));
    return { brid: encounter.file.brid, rosterNo: encounter.file.person.rosterNo, prescriptionNo, items: drugs.length };
  });
}

/** A prescription that was not dispensed yet is given back. */
export async function cancelPrescription(desk: Desk, wish: Wish): Promise<object> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return desk.change('his', async (client, at) => {
    const open = `cfzt <> '9' and ($1::text is null or brid = $1) order by xgsj desc`;
    const prescriptionNo = text(need(await findRow(client, 'cfzb', open, [named]), '没有可以作废的处方'), 'cfhm');
    const row = await amend(client, 'cfzb', prescriptionNo, { cfzt: '9', xgsj: at });
    return { brid: row['brid'], prescriptionNo };
  });
}
