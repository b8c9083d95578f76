import { addCare } from './care.js';
import { addCultures } from './care-cultures.js';
import { openBooks, type Books } from './books.js';
import type { Department, Doctor } from './departments.js';
import { placeEdgeVisits } from './edge-visits.js';
import type { EdgePeople } from './edge-people.js';
import { chooseStay, makeMoves } from './inpatient.js';
import { chooseVisit } from './outpatient.js';
import type { PatientFile } from './patients.js';
import { seededRandom, type Random } from './random.js';
import type { Rows } from './tables.js';
import { DAY, HOUR, MINUTE, atHour } from './wall-clock.js';

const YEARS = 3;
const PANEL_WEIGHTS: readonly (readonly [string, number])[] = [
  ['CBC', 20],
  ['LFT', 12],
  ['RFT', 14],
  ['GLU', 14],
  ['LIPID', 10],
  ['ELEC', 8],
  ['UA10', 6],
  ['COAG', 4],
  ['THY', 4],
  ['TM', 4],
  ['CARD', 4],
  ['INFL', 6],
  ['INFEC', 1],
  ['ANEM', 2],
  ['ABG', 1],
];

/** Everybody's visits, stays, reports and check-ups of the last three years, ending at `today`. */
export function makeHistory(seed: string, files: readonly PatientFile[], edge: EdgePeople, today: number): Rows {
  const books = openBooks(seed, seededRandom(seed).fork('numbers'));
  for (const file of files) {
    const random = seededRandom(seed).fork(`history${file.brid}`);
    const [visits, stays] =
      file.person.kind === 'ordinary'
        ? [random.integer(0, 4), random.chance(0.08) ? 1 : 0]
        : [random.integer(6, 36), random.integer(0, 4)];
    const end = file.person.levelTo && file.person.status === 'DECEASED' ? Date.parse(file.person.levelTo) : today;
    for (let i = 0; i < visits; i += 1) outpatientHistory(books, file, random, end);
    for (let i = 0; i < stays; i += 1)
      inpatientHistory(books, file, random, { end, stillIn: end === today && i === 0 && random.chance(0.06) });
    if (file.row['zxbz'] === '0') checkupHistory(books, file, random, end);
  }
  for (const [from, to] of mergedFiles(files))
    books.rows.hbjl.push({
      hbid: `HB${from.brid}`,
      ybrid: from.brid,
      xbrid: to,
      hbsj: from.row['xgsj']?.slice(0, 19) ?? null,
      cz: '1',
      xgsj: from.row['xgsj'] ?? null,
    });
  placeEdgeVisits(books, files, edge, today);
  addCare(books, seed, edge, today);
  addCultures(books, seed, today);
  return books.rows;
}

function mergedFiles(files: readonly PatientFile[]): [PatientFile, string][] {
  return files.flatMap((file) => (file.row['hbbrid'] ? [[file, file.row['hbbrid']] as [PatientFile, string]] : []));
}

function outpatientHistory(books: Books, file: PatientFile, random: Random, end: number): void {
  const moment =
    atHour(end - Math.floor(random.next() * YEARS * 365 * DAY), 8) +
    random.integer(0, 9 * 60) * MINUTE +
    random.integer(0, 59_999);
  if (moment > end - 3 * HOUR) return;
  const choice = chooseVisit(random, file);
  const kind = random.weighted([
    ['finished', 92],
    ['refunded', 4],
    ['no-show', 4],
  ]);
  const seenAt = moment + random.integer(10, 90) * MINUTE;
  const finishedAt = seenAt + random.integer(8, 40) * MINUTE;
  const refundedAt = kind === 'refunded' ? moment + random.integer(5, 60) * MINUTE : null;
  const changedAt = (kind === 'finished' ? finishedAt : (refundedAt ?? moment)) + random.integer(0, 90_000);
  const finished = kind === 'finished';
  const visit = books.addVisit({
    ...choice,
    file,
    registeredAt: moment,
    seenAt: finished ? seenAt : null,
    finishedAt: finished ? finishedAt : null,
    refundedAt,
    changedAt,
  });
  if (finished && random.chance(file.person.kind === 'ordinary' ? 0.3 : 0.45)) {
    reports(
      books,
      random,
      { ...visit, visitKind: '1', collectedAt: finishedAt + random.integer(10, 60) * MINUTE, end },
      random.integer(1, 3),
    );
  }
}

function inpatientHistory(
  books: Books,
  file: PatientFile,
  random: Random,
  { end, stillIn }: { end: number; stillIn: boolean },
): void {
  const days = random.integer(3, 18);
  const admittedAt = stillIn
    ? end - random.integer(1, 9) * DAY - random.integer(0, 8 * 60) * MINUTE
    : atHour(end - (days + 1) * DAY - Math.floor(random.next() * (YEARS * 365 - 25) * DAY), 9) +
      random.integer(0, 9 * 60) * MINUTE;
  const choice = chooseStay(random, file);
  const dischargedAt = stillIn ? null : atHour(admittedAt + days * DAY, 10) + random.integer(0, 5 * 60) * MINUTE;
  const moves = makeMoves(
    random,
    choice.first,
    { admittedAt, until: dischargedAt ?? end - HOUR },
    random.chance(0.2) ? 1 : 0,
  );
  const changedAt =
    dischargedAt === null
      ? (moves.at(-1)?.at ?? admittedAt) + MINUTE
      : dischargedAt + 20 * MINUTE + random.integer(0, 59_999);
  const stay = books.addStay({
    file,
    doctor: choice.doctor,
    diagnoses: choice.diagnoses,
    admittedAt,
    dischargedAt,
    state: stillIn ? '0' : '8',
    moves,
    changedAt,
  });
  const place = { file, visitNo: stay.visitNo, department: choice.first, doctor: choice.doctor };
  for (let i = 0; i < 3; i += 1) {
    const at =
      atHour(admittedAt + (i === 0 ? 0 : Math.floor((days * i) / 3)) * DAY, 6) +
      random.integer(0, 50) * MINUTE +
      (i === 0 ? DAY : 0);
    reports(
      books,
      random,
      { ...place, visitKind: '2', collectedAt: at, end: dischargedAt ?? end },
      random.integer(1, 4),
    );
  }
}

/** What laboratory work is ordered for: a visit or stay, when, and when its story ends. */
interface Order {
  file: PatientFile;
  visitNo: string;
  department: Department;
  doctor: Doctor;
  visitKind: '1' | '2';
  collectedAt: number;
  end: number;
}

function reports(books: Books, random: Random, order: Order, count: number): void {
  const { file, visitNo, department, doctor, visitKind, collectedAt, end } = order;
  if (collectedAt > end - 4 * HOUR) return;
  for (let i = 0; i < count; i += 1) {
    const corrected = random.chance(0.01);
    const changedAt = collectedAt + (corrected ? 20 * HOUR : 150 * MINUTE) + random.integer(0, 59_999);
    books.addReport({
      file,
      visitNo,
      visitKind,
      department,
      doctor,
      panel: random.weighted(PANEL_WEIGHTS),
      collectedAt,
      state: corrected && changedAt < end ? '3' : '2',
      revision: corrected && changedAt < end ? 2 : 1,
      changedAt: Math.min(changedAt, end),
    });
  }
}

function checkupHistory(books: Books, file: PatientFile, random: Random, end: number): void {
  if (file.person.kind === 'ordinary' && !random.chance(0.05)) return;
  const offset = random.integer(0, 360);
  if (random.chance(0.06)) bookCheckup(books, file, random, end);
  for (let year = 0; year < YEARS; year += 1) {
    const at = atHour(end - (offset + year * 365) * DAY, 8) + random.integer(0, 120) * MINUTE;
    if (!random.chance(0.92) || at > end - 4 * HOUR) continue;
    const recent = offset + year * 365 < 4;
    const state = recent
      ? random.pick(['2', '3', '3'] as const)
      : offset + year * 365 < 12
        ? '4'
        : random.chance(0.9)
          ? '5'
          : '4';
    books.addCheckup({
      person: file.person,
      at,
      state,
      revision: random.chance(0.03) ? 2 : 1,
      changedAt: Math.min(end, at + (recent ? 2 * HOUR : 5 * DAY)),
    });
  }
}

/** An appointment for the next weeks; one in four is called off. */
function bookCheckup(books: Books, file: PatientFile, random: Random, end: number): void {
  books.addCheckup({
    person: file.person,
    at: atHour(end + random.integer(2, 40) * DAY, 8),
    state: random.chance(0.25) ? '9' : '0',
    revision: 1,
    changedAt: end - random.integer(1, 20) * DAY,
  });
}
