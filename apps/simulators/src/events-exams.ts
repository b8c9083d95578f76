import type { PoolClient } from 'pg';
import { need, text } from './adt-push.js';
import { EventRefused, amend, findRow, nextNumber, save, type Desk, type Wish } from './desk.js';
import { EXAM_ITEMS, chooseExam, seesSomething } from './exam-items.js';
import { examMessage } from './exam-message.js';
import { endoscopyRow, examRow, type Exam } from './exams.js';
import { lastEncounter } from './live-encounter.js';
import { enqueue } from './outbox.js';
import type { Row } from './table.js';
import { DAY, HOUR, parseStamp } from './wall-clock.js';

const LATE = 40 * DAY;

/** A verified report, with `item` of that examination (CT002, US001, ES001 …): ORU with status F. Endoscopy has a system of its own that pushes nothing. */
export const exam = (desk: Desk, wish: Wish): Promise<object> => report(desk, wish, 0);
/** A report of an examination of forty days ago. */
export const lateExam = (desk: Desk, wish: Wish): Promise<object> => report(desk, wish, LATE);

async function report(desk: Desk, wish: Wish, ago: number): Promise<object> {
  const encounter = await lastEncounter(desk, wish);
  const asked = wish.item ? EXAM_ITEMS.find((one) => one.code === wish.item) : chooseExam(desk.random, encounter.file.person);
  if (!asked) throw new EventRefused(`没有检查项目 ${wish.item ?? ''}`);
  const endoscopy = asked.category === 'ENDOSCOPY';
  return desk.change(endoscopy ? 'endo' : 'ris', async (client, at) => {
    const now = parseStamp(at);
    const examNo = await nextNumber(client, endoscopy ? 'NJ' : 'JC', at);
    const made: Exam = {
      examNo,
      encounter,
      item: asked,
      requestedAt: now - ago - 3 * HOUR,
      examinedAt: now - ago - 2 * HOUR,
      odd: wish.abnormal ?? seesSomething(desk.random, encounter.file.person, asked),
      critical: wish.critical ?? false,
      state: '2',
      revision: 1,
      changedAt: now,
    };
    if (endoscopy) await save(client, 'njbg', [endoscopyRow(made)]);
    else {
      await save(client, 'jcbg', [examRow(made)]);
      await pushExam(client, examNo, at);
    }
    return { brid: encounter.file.brid, rosterNo: encounter.file.person.rosterNo, examNo, item: asked.code };
  });
}

/** The radiologist corrects his last report: same number, next revision, ORU with status C. */
export async function correctExam(desk: Desk, wish: Wish): Promise<object> {
  return changeExam(desk, wish, (row, at) => ({
    bgzt: '3',
    bbh: String(Number(row['bbh'] ?? 1) + 1),
    yxzd: `${(row['yxzd'] ?? '').replace('（更正）', '')}（更正）`,
    shsj: at.slice(0, 19),
  }));
}

/** He takes it back: ORU with status X. */
export async function withdrawExam(desk: Desk, wish: Wish): Promise<object> {
  return changeExam(desk, wish, () => ({ bgzt: '9' }));
}

async function changeExam(desk: Desk, wish: Wish, changes: (row: Row, at: string) => Row): Promise<object> {
  const named = wish.brid || wish.rosterNo ? desk.pick(wish).brid : null;
  return desk.change('ris', async (client, at) => {
    const fitting = `bgzt in ('2', '3') and ($1::text is null or brid = $1) order by xgsj desc`;
    const row = need(await findRow(client, 'jcbg', fitting, [named]), '没有可以更改的检查报告');
    const changed = await amend(client, 'jcbg', text(row, 'jcwyid'), { ...changes(row, at), xgsj: at });
    await pushExam(client, text(row, 'jcwyid'), at);
    return { brid: row['brid'], examNo: row['jcwyid'], revision: changed['bbh'], state: changed['bgzt'] };
  });
}

async function pushExam(client: PoolClient, examNo: string, at: string): Promise<void> {
  const row = need(await findRow(client, 'jcbg', 'jcwyid = $1', [examNo]), `没有检查 ${examNo}`);
  const controlId = await nextNumber(client, 'RIS', at);
  await enqueue(client, controlId, examMessage(controlId, row));
}
