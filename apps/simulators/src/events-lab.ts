import type { PoolClient } from 'pg';
import { need, text } from './adt-push.js';
import { CADRE_DEPARTMENT, department as departmentOf, doctorsOf } from './departments.js';
import { amend, EventRefused, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { GREW, isCulture } from './cultures.js';
import { itemsOf, panelOf } from './lab-items.js';
import { reportRow, resultRows } from './lab-reports.js';
import type { LabReport } from './lab-report.js';
import { force, measure, type Draw, type Values } from './lab-values.js';
import { oruMessage } from './oru-message.js';
import { enqueue } from './outbox.js';
import type { Row } from './table.js';
import { TABLES } from './tables.js';
import { DAY, MINUTE, parseStamp, yearsOld } from './wall-clock.js';

const USUAL_PANELS = ['CBC', 'LFT', 'RFT', 'GLU', 'LIPID', 'ELEC', 'INFL'];

/** A verified report leaves the laboratory: ORU with status F. */
export const lab = (desk: Desk, wish: Wish): Promise<object> => report(desk, wish, 0);
/** A report of blood that was drawn forty days ago. */
export const lateLab = (desk: Desk, wish: Wish): Promise<object> => report(desk, wish, 40 * DAY);

/** `culture`: the panel, for what is grown and not measured. */
export async function report(desk: Desk, wish: Wish, ago: number, culture?: string): Promise<object> {
  const file = desk.pick(wish);
  const asked = wish.item && !culture ? panelOf(wish.item) : undefined;
  if (wish.item && !culture && !asked) throw new EventRefused(`没有检验项目 ${wish.item}`);
  const panel = culture ?? asked?.panel ?? desk.random.pick(wish.critical ? ['ELEC', 'CBC', 'GLU'] : USUAL_PANELS);
  const visit = await desk.pools.his.query<{ jzlsh: string; jzksbm: string }>(
    'select jzlsh, jzksbm from hospital.mzjz where brid = $1 order by ghsj desc limit 1',
    [file.brid],
  );
  const code = wish.department ?? visit.rows[0]?.jzksbm ?? CADRE_DEPARTMENT;
  return changed(desk, async (client, at) => {
    const now = parseStamp(at);
    const values = wanted(desk, { person: file.person, panel, at: now }, wish, asked?.code);
    const made: LabReport = {
      file,
      panel,
      values,
      reportNo: await nextNumber(client, 'BG', at),
      visitNo: visit.rows[0]?.jzlsh ?? null,
      visitKind: '1',
      department: departmentOf(code),
      doctor: desk.random.pick(doctorsOf(code)),
      collectedAt: now - ago - 151 * MINUTE,
      state: '2',
      revision: 1,
      changedAt: now,
      zerosLost: false,
    };
    await save(client, 'lisBg', [reportRow(made)]);
    await save(client, 'lisJg', resultRows(made, desk.random));
    await pushReport(client, made.reportNo, at);
    return { brid: file.brid, rosterNo: file.person.rosterNo, reportNo: made.reportNo, panel };
  });
}

/** The laboratory corrects its last report: same number, next revision, ORU with status C. */
export async function correctLab(desk: Desk, wish: Wish): Promise<object> {
  return changed(desk, async (client, at) => {
    const old = await lastReport(desk, client, wish);
    const reportNo = text(old, 'bgdh');
    const file = desk.file(text(old, 'brid').padStart(8, '0'));
    if (!file) throw new EventRefused(`报告 ${reportNo} 的病人不在本院`);
    const collectedAt = parseStamp(text(old, 'cjrq'));
    const revision = Number(text(old, 'bbh')) + (desk.faults.silentChild ? 0 : 1);
    const values = wanted(
      desk,
      { person: file.person, panel: text(old, 'jyxmdm'), at: collectedAt },
      wish,
      wish.item ? panelOf(wish.item)?.code : undefined,
    );
    const place = departmentOf(text(old, 'sqksbm'));
    const rows = resultRows(
      {
        file,
        panel: text(old, 'jyxmdm'),
        values,
        reportNo,
        visitNo: old['jzlsh'] ?? null,
        visitKind: '1',
        department: place,
        doctor: { code: '', name: '' },
        collectedAt,
        state: '3',
        revision,
        changedAt: collectedAt,
        zerosLost: false,
      },
      desk.random,
    );
    await client.query('delete from hospital.lis_jg where bgdh = $1', [reportNo]);
    await save(client, 'lisJg', rows);
    if (desk.faults.silentChild) return { brid: file.brid, reportNo, revision, silent: true };
    await amend(client, 'lisBg', reportNo, {
      bgzt: '3',
      bbh: String(revision),
      bz: '更正报告，以本版为准',
      shrq: at.slice(0, 19),
      xgsj: at,
    });
    await pushReport(client, reportNo, at);
    return { brid: file.brid, reportNo, revision };
  });
}

/** The laboratory takes its last report back: ORU with status X. */
export async function withdrawLab(desk: Desk, wish: Wish): Promise<object> {
  return changed(desk, async (client, at) => {
    const reportNo = text(await lastReport(desk, client, wish), 'bgdh');
    await amend(client, 'lisBg', reportNo, { bgzt: '9', bz: '报告已撤回', xgsj: at });
    await pushReport(client, reportNo, at);
    return { reportNo };
  });
}

/** One change of the LIS; with the late-commit fault its time is early and its commit late. */
async function changed<T extends object>(
  desk: Desk,
  work: (client: PoolClient, at: string) => Promise<T>,
): Promise<T & { committedAt: string }> {
  const wait = desk.faults.lateCommitSeconds;
  desk.faults.lateCommitSeconds = 0;
  return desk.change('lis', async (client, at) => {
    const result = await work(client, at);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait * 1_000));
    return result;
  });
}

function wanted(desk: Desk, draw: Omit<Draw, 'seed'>, wish: Wish, code: string | undefined): Values {
  const values = measure({ ...draw, seed: desk.population.seed }, desk.random);
  if (!wish.abnormal && !wish.critical) return values;
  if (isCulture(draw.panel)) values.set(GREW, '是');
  const items = itemsOf(draw.panel, draw.person.sex, yearsOld(draw.person.birth, draw.at));
  const item = code
    ? items.find((one) => one.code === code)
    : items.find((one) => (wish.critical ? one.criticalHigh !== null || one.criticalLow !== null : one.kind === 'N'));
  if (item) force(values, item, wish.critical ? 'critical' : 'abnormal', draw);
  return values;
}

async function lastReport(desk: Desk, client: PoolClient, wish: Wish): Promise<Row> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return need(
    await findRow(
      client,
      'lisBg',
      `bgzt in ('2', '3') and ($1::text is null or lpad(brid, 8, '0') = $1) order by xgsj desc`,
      [named],
    ),
    '没有可以更改的报告',
  );
}

async function pushReport(client: PoolClient, reportNo: string, at: string): Promise<void> {
  const report = need(await findRow(client, 'lisBg', 'bgdh = $1', [reportNo]), `没有报告 ${reportNo}`);
  const results = await client.query<Record<string, string | null>>(
    `select * from hospital.${TABLES.lisJg.name} where bgdh = $1 order by dyxh::int`,
    [reportNo],
  );
  const controlId = await nextNumber(client, 'LIS', at);
  await enqueue(client, controlId, oruMessage(controlId, report, results.rows));
}
