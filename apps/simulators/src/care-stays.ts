import type { Books } from './books.js';
import { addExam, noteFormat } from './care-visits.js';
import { addConsultation, consultationStart, type Consultation } from './consultations.js';
import { DEPARTMENTS } from './departments.js';
import { chooseDrugs } from './drugs.js';
import { encounterOfStay, type Encounter } from './encounter.js';
import { chooseExam } from './exam-items.js';
import type { Stay } from './inpatient.js';
import { NOTE_TYPES, STAY_NOTES, noteRow } from './notes.js';
import { INFUSION, ROUTINE_ORDERS, orderOfDrug, orderRow, type OrderItem } from './orders.js';
import type { Random } from './random.js';
import { addSurgery, chooseProcedures, operationTime } from './surgeries.js';
import { DAY, HOUR, MINUTE, atHour } from './wall-clock.js';

/** What a stay leaves behind: its orders and documents, examinations, perhaps an operation or a consultation. */
export function careOfStay(books: Books, stay: Stay, random: Random, today: number): void {
  const encounter = encounterOfStay(stay);
  const until = Math.min(today, encounter.until ?? today);
  addOrders(books, encounter, random, until);
  addStayNotes(books, encounter, random, until);
  for (let i = random.integer(1, 3); i > 0; i -= 1)
    addExam(books, encounter, chooseExam(random, encounter.file.person), { at: encounter.from + i * DAY, today: until, random });
  if (random.chance(0.175) && until - encounter.from > 3 * DAY) addOperation(books, encounter, random, until);
  if (random.chance(0.25)) addRandomConsultation(books, encounter, random, until);
}

function addOrders(books: Books, encounter: Encounter, random: Random, until: number): void {
  const drugs = chooseDrugs(random, encounter.file.person.conditions, 5).map(orderOfDrug);
  const infusion = random.chance(0.3) ? INFUSION : [];
  let at = encounter.from + 30 * MINUTE;
  const write = (item: OrderItem, group: string | null): void => {
    at = Math.min(until, at + random.integer(0, 5) * MINUTE + random.integer(0, 999));
    const cancelled = random.chance(0.03);
    const over = encounter.until !== null || item.term === 'temporary';
    const stoppedAt = cancelled || item.term === 'temporary' || encounter.until === null ? null : encounter.until;
    books.rows.zyyz.push(
      orderRow({
        orderNo: books.nextNo('YZ', at),
        encounter,
        group,
        item,
        orderedAt: at,
        stoppedAt,
        state: cancelled ? '9' : !over ? '1' : item.term === 'long' ? '3' : '2',
        changedAt: stoppedAt ?? Math.min(until, at + random.integer(1, 120) * MINUTE),
      }),
    );
  };
  for (const item of [...ROUTINE_ORDERS, ...drugs]) write(item, null);
  const group = `G${encounter.visitNo}1`;
  for (const item of infusion) write(item, group);
}

function addStayNotes(books: Books, encounter: Encounter, random: Random, until: number): void {
  const types = [...NOTE_TYPES.keys()];
  // One more of any kind, in turn, so that a hospital of this size has all of them.
  const turn = types[books.rows.blws.length % types.length] ?? 'C0038';
  const written = [...STAY_NOTES, turn];
  written.forEach((type, i) => {
    const late = ['C0049', 'C0053', 'C0032', 'C0052'].includes(type);
    if (late && encounter.until === null) return;
    const at = late ? (encounter.until ?? until) - (12 - i) * MINUTE : encounter.from + (2 + i * 20) * HOUR;
    if (at > until) return;
    // The newest line of somebody still in bed is often not signed yet.
    const draft = encounter.until === null && until - at < DAY;
    const revised = random.chance(0.04);
    books.rows.blws.push(
      noteRow({
        noteNo: books.nextNo('BL', at),
        encounter,
        type,
        format: noteFormat(random),
        writtenAt: at,
        signedAt: draft ? null : Math.min(until, at + 30 * MINUTE),
        revision: revised ? 2 : 1,
        state: draft ? '0' : late ? '2' : '1',
        changedAt: Math.min(until, at + (revised ? 5 * HOUR : 30 * MINUTE) + random.integer(0, 999)),
        marked: random.chance(0.002),
      }),
    );
  });
}

function addOperation(books: Books, encounter: Encounter, random: Random, until: number): void {
  const startedAt = atHour(encounter.from + 2 * DAY, 9) + random.integer(0, 5 * 60) * MINUTE;
  const endedAt = startedAt + operationTime(random);
  const cancelled = random.chance(0.06);
  const over = endedAt + HOUR < until;
  const surgeryNo = books.nextNo('SS', startedAt);
  addSurgery(
    books.rows,
    {
      surgeryNo,
      requestNo: `SQ${surgeryNo.slice(2)}`,
      encounter,
      procedures: chooseProcedures(random),
      state: cancelled ? '9' : over ? '3' : '1',
      scheduledAt: startedAt - 30 * MINUTE,
      startedAt: cancelled || !over ? null : startedAt,
      endedAt: cancelled || !over ? null : endedAt,
      emergency: random.chance(0.08),
      changedAt: Math.min(until, cancelled ? startedAt - HOUR : endedAt + 20 * MINUTE),
    },
    random,
  );
}

function addRandomConsultation(books: Books, encounter: Encounter, random: Random, until: number): void {
  const kind = random.weighted<Consultation['kind']>([
    ['1', 70],
    ['2', 14],
    ['3', 14],
    ['4', 2],
  ]);
  const requestedAt = encounter.from + random.integer(4, 60) * HOUR;
  if (requestedAt + DAY > until) return;
  const others = DEPARTMENTS.filter((one) => one.code !== encounter.department.code && one.ward);
  const count = kind === '3' ? random.integer(2, 4) : 1;
  const invited = Array.from({ length: count }, () => random.pick(others)).filter((one, i, all) => all.indexOf(one) === i);
  const cancelled = random.chance(0.04);
  const startedAt = cancelled ? null : consultationStart(kind, requestedAt, random);
  addConsultation(
    books.rows,
    {
      consultationNo: books.nextNo('HZ', requestedAt),
      encounter,
      kind,
      state: cancelled ? '9' : '2',
      requestedAt,
      startedAt,
      invited,
      changedAt: Math.min(until, (startedAt ?? requestedAt) + HOUR),
    },
    random,
  );
}
