import type { PoolClient } from 'pg';
import { adtMessage } from './adt-message.js';
import { need, pushAdt, text } from './adt-push.js';
import { amend, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { enqueue } from './outbox.js';
import type { PatientFile } from './patients.js';

/** How long a merge stands alone before its files arrive, unless the late-commit fault says otherwise. */
const EARLY_SECONDS = 3;

/** The records office finds two files of one person and gives the older up: A40. Opens a second file first where there is none. */
export async function merge(desk: Desk, wish: Wish): Promise<MergeAnswer> {
  return mergeFiles(desk, desk.pick(wish), { swapped: false });
}

/** The same, but the message names the two files the wrong way round, as some senders do; the view has them right. */
export async function mergeSwapped(desk: Desk, wish: Wish): Promise<MergeAnswer> {
  return mergeFiles(desk, desk.pick(wish), { swapped: true });
}

/** A into B, then B into C. */
export async function mergeChain(desk: Desk, wish: Wish): Promise<object> {
  const first = await merge(desk, wish);
  const second = await merge(desk, { brid: first.into });
  return { rosterNo: first.rosterNo, chain: [first.from, first.into, second.into] };
}

interface MergeAnswer {
  readonly mergeNo: string;
  readonly from: string;
  readonly into: string;
  readonly rosterNo: string | null;
}

async function mergeFiles(desk: Desk, old: PatientFile, { swapped }: { swapped: boolean }): Promise<MergeAnswer> {
  const second = await desk.change('his', async (client, at) => {
    const file = await secondFile(client, old, at);
    await arrive(desk, client, file, at);
    return { file };
  });
  return desk.change('his', async (client, at) => {
    const into = second.file.brid;
    const mergeNo = await nextNumber(client, 'HB', at);
    await amend(client, 'brda', old.brid, { hbbrid: into, zxbz: '1', xgsj: at });
    await amend(client, 'brda', into, { xgsj: at });
    await writeMerge(client, { mergeNo, from: old.brid, into, action: '1', at });
    await pushAdt(client, 'A40', at, swapped ? { brid: old.brid, replaced: into } : { brid: into, replaced: old.brid });
    Object.assign(old.row, { hbbrid: into, zxbz: '1' });
    return { mergeNo, from: old.brid, into, rosterNo: old.person.rosterNo };
  });
}

/** A merge of two files that nobody has seen yet is told first; the files themselves follow some seconds later. */
export async function mergeEarly(desk: Desk, wish: Wish): Promise<object> {
  const known = desk.pick(wish);
  const told = await desk.change('his', async (client, at) => {
    const mergeNo = await nextNumber(client, 'HB', at);
    const given = await secondFile(client, known, at);
    const into = await secondFile(client, known, at, 1);
    Object.assign(given.row, { hbbrid: into.brid, zxbz: '1' });
    await writeMerge(client, { mergeNo, from: given.brid, into: into.brid, action: '1', at });
    const controlId = await nextNumber(client, 'HIS', at);
    await enqueue(client, controlId, adtMessage({ event: 'A40', controlId, at, charset: 'GBK', patient: into.row, replaced: given.brid }));
    return { mergeNo, given, into };
  });
  const seconds = desk.faults.lateCommitSeconds || EARLY_SECONDS;
  desk.faults.lateCommitSeconds = 0;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  return desk.change('his', async (client, at) => {
    for (const file of [told.given, told.into]) await arrive(desk, client, file, at);
    return { mergeNo: told.mergeNo, from: told.given.brid, into: told.into.brid, rosterNo: known.person.rosterNo };
  });
}

async function writeMerge(
  client: PoolClient,
  { mergeNo, from, into, action, at }: { mergeNo: string; from: string; into: string; action: '1' | '2'; at: string },
): Promise<void> {
  await save(client, 'hbjl', [{ hbid: mergeNo, ybrid: from, xbrid: into, hbsj: at.slice(0, 19), cz: action, xgsj: at }]);
}

/** The last merge was a mistake and is taken back: a second line of v_hbjl, and A08 for the file that lives again. */
export async function unmerge(desk: Desk, wish: Wish): Promise<object> {
  return desk.change('his', async (client, at) => {
    const last = need(
      await findRow(
        client,
        'hbjl',
        `cz = '1' and ($1::text is null or ybrid = $1)
      and exists (select 1 from hospital.brda b where b.brid = ybrid and b.hbbrid = xbrid) order by xgsj desc`,
        [wish.brid ?? null],
      ),
      '没有可以拆分的合并',
    );
    const mergeNo = await nextNumber(client, 'HB', at);
    await amend(client, 'brda', text(last, 'ybrid'), { hbbrid: null, zxbz: '0', xgsj: at });
    await writeMerge(client, { mergeNo, from: text(last, 'ybrid'), into: text(last, 'xbrid'), action: '2', at });
    await pushAdt(client, 'A08', at, { brid: text(last, 'ybrid') });
    const file = desk.file(text(last, 'ybrid'));
    if (file) Object.assign(file.row, { hbbrid: null, zxbz: '0' });
    return { mergeNo, from: last['ybrid'], into: last['xbrid'] };
  });
}

/** Another file of somebody, with the next free number; `further` skips so many numbers. It is not in the books yet. */
async function secondFile(client: PoolClient, old: PatientFile, at: string, further = 0): Promise<PatientFile> {
  const number = await client.query<{ brid: string }>(
    `select lpad((max(brid::int) + 1 + $1::int)::text, 8, '0') as brid from hospital.brda`,
    [further],
  );
  const brid = number.rows[0]?.brid ?? '';
  const current = need(await findRow(client, 'brda', 'brid = $1', [old.brid]), `没有病人 ${old.brid}`);
  const row = { ...current, brid, mzhm: `M${brid}`, hbbrid: null, zxbz: '0', xgsj: at };
  return { person: old.person, brid, row, why: 'opened while live' };
}

async function arrive(desk: Desk, client: PoolClient, file: PatientFile, at: string): Promise<void> {
  Object.assign(file.row, { xgsj: at });
  await save(client, 'brda', [file.row]);
  await desk.addFile(client, file);
  await pushAdt(client, 'A08', at, { brid: file.brid });
}
