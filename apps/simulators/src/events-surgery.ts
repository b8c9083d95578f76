import { need, text } from './adt-push.js';
import { amend, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { openStay } from './live-encounter.js';
import { addSurgery, chooseProcedures } from './surgeries.js';
import { noRows } from './tables.js';
import { DAY, atHour, parseStamp } from './wall-clock.js';

/** Somebody gets a place on tomorrow's list of the theatre. This system pushes nothing: the view tells. */
export async function scheduleSurgery(desk: Desk, wish: Wish): Promise<object> {
  const encounter = await openStay(desk, wish);
  return desk.change('surgery', async (client, at) => {
    const now = parseStamp(at);
    const surgeryNo = await nextNumber(client, 'SS', at);
    const rows = noRows();
    const made = {
      surgeryNo,
      requestNo: `SQ${surgeryNo.slice(2)}`,
      encounter,
      procedures: chooseProcedures(desk.random),
      state: '1',
      scheduledAt: atHour(now + DAY, 9),
      startedAt: null,
      endedAt: null,
      emergency: false,
      changedAt: now,
    } as const;
    addSurgery(rows, made, desk.random);
    await save(client, 'ssjl', rows.ssjl);
    await save(client, 'ssmx', rows.ssmx);
    return { brid: encounter.file.brid, visitNo: encounter.visitNo, surgeryNo };
  });
}

/** The operation begins; the next call of the same event ends it. */
export async function completeSurgery(desk: Desk, wish: Wish): Promise<object> {
  return changeSurgery(desk, wish, `('1', '2')`, (row, now): Changes =>
    row['sszt'] === '1' && wish.item !== 'end'
      ? { sszt: '2', sskssj: now }
      : { sszt: '3', sskssj: row['sskssj'] ?? now, ssjssj: now, shzd: row['sqzd'] ?? null },
  );
}

export async function cancelSurgery(desk: Desk, wish: Wish): Promise<object> {
  return changeSurgery(desk, wish, `('0', '1')`, () => ({ sszt: '9' }));
}

type Changes = Record<string, string | null>;

async function changeSurgery(
  desk: Desk,
  wish: Wish,
  states: string,
  changes: (row: Readonly<Changes>, now: string) => Changes,
): Promise<object> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return desk.change('surgery', async (client, at) => {
    const fitting = `sszt in ${states} and ($1::text is null or brid = $1) order by xgsj desc`;
    const row = need(await findRow(client, 'ssjl', fitting, [named]), '没有这样的手术');
    const changed = await amend(client, 'ssjl', text(row, 'sslsh'), { ...changes(row, at.slice(0, 16)), xgsj: at });
    return { brid: row['brid'], surgeryNo: row['sslsh'], state: changed['sszt'] };
  });
}
