import type { PoolClient } from 'pg';
import { need, text } from './adt-push.js';
import { noteFormat } from './care-visits.js';
import { amend, findRow, nextNumber, save, EventRefused, type Desk, type Wish } from './desk.js';
import { lastEncounter } from './live-encounter.js';
import { mdmMessage } from './mdm-message.js';
import { NOTE_FORMATS, NOTE_TYPES, VISIT_NOTE, noteRow, type Note } from './notes.js';
import { enqueue } from './outbox.js';
import { parseStamp } from './wall-clock.js';

/** A document is written and signed; with `item` of that kind (C0034 …), with `format` in that form. A plain text one is pushed as MDM T02. */
export async function note(desk: Desk, wish: Wish): Promise<object> {
  if (wish.item && !NOTE_TYPES.has(wish.item)) throw new EventRefused(`没有文书类型 ${wish.item}`);
  const encounter = await lastEncounter(desk, wish);
  return desk.change('emr', async (client, at) => {
    const now = parseStamp(at);
    const noteNo = await nextNumber(client, 'BL', at);
    const made: Note = {
      noteNo,
      encounter,
      type: wish.item ?? (encounter.inpatient ? 'C0038' : VISIT_NOTE),
      format: NOTE_FORMATS.find((one) => one === wish.format) ?? noteFormat(desk.random),
      writtenAt: now,
      signedAt: now,
      revision: 1,
      state: '1',
      changedAt: now,
    };
    await save(client, 'blws', [noteRow(made)]);
    await pushNote(client, 'T02', noteNo, at);
    return { brid: encounter.file.brid, rosterNo: encounter.file.person.rosterNo, noteNo, format: made.format };
  });
}

/** The author adds something and signs again: next revision, T10. */
export async function reviseNote(desk: Desk, wish: Wish): Promise<object> {
  return changeNote(desk, wish, 'T10', (row, at) => ({
    bbh: String(Number(row['bbh'] ?? 1) + 1),
    qmsj: at.slice(0, 19),
    blbt: `${(row['blbt'] ?? '').replace('（修订）', '')}（修订）`,
    blnr: row['gslx'] === 'TXT' ? `${row['blnr'] ?? ''}\n补充：已核对医嘱，病情平稳。` : (row['blnr'] ?? ''),
  }));
}

/** A document was filed with the wrong patient or visit and is withdrawn: T11. */
export async function withdrawNote(desk: Desk, wish: Wish): Promise<object> {
  return changeNote(desk, wish, 'T11', () => ({ blzt: '9' }));
}

type Columns = Record<string, string | null>;

async function changeNote(
  desk: Desk,
  wish: Wish,
  event: 'T10' | 'T11',
  changes: (row: Readonly<Columns>, at: string) => Columns,
): Promise<object> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return desk.change('emr', async (client, at) => {
    const fitting = `blzt in ('1', '2') and ($1::text is null or brid = $1) order by xgsj desc`;
    const row = need(await findRow(client, 'blws', fitting, [named]), '没有可以更改的文书');
    const changed = await amend(client, 'blws', text(row, 'blbh'), { ...changes(row, at), xgsj: at });
    await pushNote(client, event, text(row, 'blbh'), at);
    return { brid: row['brid'], noteNo: row['blbh'], revision: changed['bbh'], state: changed['blzt'] };
  });
}

/** Only text travels in messages; the other formats are left to the view. */
async function pushNote(client: PoolClient, event: 'T02' | 'T10' | 'T11', noteNo: string, at: string): Promise<void> {
  const row = need(await findRow(client, 'blws', 'blbh = $1', [noteNo]), `没有文书 ${noteNo}`);
  if (row['gslx'] !== 'TXT') return;
  const controlId = await nextNumber(client, 'EMR', at);
  await enqueue(client, controlId, mdmMessage({ event, controlId, at, note: row }));
}
