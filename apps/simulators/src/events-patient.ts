import { need, pushAdt, text } from './adt-push.js';
import { amend, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import type { PatientFile } from './patients.js';

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

/** The records office finds two files of one person and gives the older up: A40. Opens a second file first where there is none. */
export async function merge(desk: Desk, wish: Wish): Promise<object> {
  const old = desk.pick(wish);
  const second = await openSecondFile(desk, old);
  return desk.change('his', async (client, at) => {
    const mergeNo = await nextNumber(client, 'HB', at);
    await amend(client, 'brda', old.brid, { hbbrid: second.brid, zxbz: '1', xgsj: at });
    await amend(client, 'brda', second.brid, { xgsj: at });
    await save(client, 'hbjl', [
      { hbid: mergeNo, ybrid: old.brid, xbrid: second.brid, hbsj: at.slice(0, 19), cz: '1', xgsj: at },
    ]);
    await pushAdt(client, 'A40', at, { brid: second.brid, replaced: old.brid });
    Object.assign(old.row, { hbbrid: second.brid, zxbz: '1' });
    return { mergeNo, from: old.brid, into: second.brid, rosterNo: old.person.rosterNo };
  });
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
    await save(client, 'hbjl', [
      {
        hbid: mergeNo,
        ybrid: last['ybrid'] ?? null,
        xbrid: last['xbrid'] ?? null,
        hbsj: at.slice(0, 19),
        cz: '2',
        xgsj: at,
      },
    ]);
    await pushAdt(client, 'A08', at, { brid: text(last, 'ybrid') });
    const file = desk.file(text(last, 'ybrid'));
    if (file) Object.assign(file.row, { hbbrid: null, zxbz: '0' });
    return { mergeNo, from: last['ybrid'], into: last['xbrid'] };
  });
}

async function openSecondFile(desk: Desk, old: PatientFile): Promise<PatientFile> {
  const opened = await desk.change('his', async (client, at) => {
    const number = await client.query<{ brid: string }>(
      `select lpad((max(brid::int) + 1)::text, 8, '0') as brid from hospital.brda`,
    );
    const brid = number.rows[0]?.brid ?? '';
    const current = need(await findRow(client, 'brda', 'brid = $1', [old.brid]), `没有病人 ${old.brid}`);
    const file = {
      person: old.person,
      brid,
      why: 'opened while live',
      row: { ...current, brid, mzhm: `M${brid}`, hbbrid: null, zxbz: '0', xgsj: at },
    };
    await save(client, 'brda', [file.row]);
    await desk.addFile(client, file);
    await pushAdt(client, 'A08', at, { brid });
    return file;
  });
  return opened;
}
