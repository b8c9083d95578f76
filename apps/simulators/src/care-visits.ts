import type { Books } from './books.js';
import { chooseDrugs } from './drugs.js';
import { encounterOfVisit, type Encounter } from './encounter.js';
import { chooseExam, examItem, seesSomething, type ExamItem } from './exam-items.js';
import { endoscopyRow, examRow, reportChange, type Exam } from './exams.js';
import { VISIT_NOTE, noteRow, type NoteFormat } from './notes.js';
import type { OutpatientVisit } from './outpatient.js';
import { addPrescription } from './prescriptions.js';
import type { Random } from './random.js';
import { POLYPECTOMY, addSurgery } from './surgeries.js';
import { DAY, HOUR, MINUTE, atHour } from './wall-clock.js';

/** What a finished visit leaves behind: a prescription, a note, examinations, now and then an endoscopy. */
export function careOfVisit(books: Books, visit: OutpatientVisit, random: Random, today: number): void {
  const encounter = encounterOfVisit(visit);
  const until = encounter.until ?? encounter.from;
  const regular = encounter.file.person.kind !== 'ordinary';
  if (random.chance(0.62)) {
    addPrescription(books.rows, {
      prescriptionNo: books.nextNo('CF', until),
      encounter,
      at: until - 2 * MINUTE,
      drugs: chooseDrugs(random, encounter.file.person.conditions, 4),
      state: random.chance(0.03) ? '9' : '2',
      changedAt: Math.min(today, until + random.integer(5, 60) * MINUTE),
    });
  }
  if (random.chance(regular ? 0.35 : 0.15)) addVisitNote(books, encounter, random, today);
  if (random.chance(regular ? 0.42 : 0.15))
    addExam(books, encounter, chooseExam(random, encounter.file.person), { at: until + random.integer(1, 50) * HOUR, today, random });
  if (random.chance(regular ? 0.042 : 0.01)) addEndoscopies(books, encounter, random, today);
}

function addVisitNote(books: Books, encounter: Encounter, random: Random, today: number): void {
  const at = encounter.until ?? encounter.from;
  if (at + MINUTE > today) return;
  books.rows.blws.push(
    noteRow({
      noteNo: books.nextNo('BL', at),
      encounter,
      type: VISIT_NOTE,
      format: noteFormat(random),
      writtenAt: at,
      signedAt: at + MINUTE,
      revision: 1,
      state: '1',
      changedAt: at + MINUTE,
    }),
  );
}

export function noteFormat(random: Random): NoteFormat {
  return random.weighted([
    ['CDA', 45],
    ['TXT', 30],
    ['HTML', 20],
    ['PDF', 5],
  ]);
}

/** An examination and its report, unless it lies too late to be over. Answers with the exam, or nothing. */
export function addExam(
  books: Books,
  encounter: Encounter,
  item: ExamItem,
  { at, today, random }: { at: number; today: number; random: Random },
): Exam | undefined {
  // Everything but emergencies is done in working hours.
  const examinedAt = atHour(at, 8) + random.integer(0, 9 * 60) * MINUTE;
  const corrected = random.chance(0.01) && reportChange(examinedAt, true) < today;
  if (examinedAt < encounter.from || reportChange(examinedAt, corrected) > today) return undefined;
  const exam: Exam = {
    examNo: books.nextNo('JC', examinedAt),
    encounter,
    item,
    requestedAt: Math.max(encounter.from, examinedAt - 3 * DAY),
    examinedAt,
    odd: seesSomething(random, encounter.file.person, item),
    critical: random.chance(0.004),
    state: corrected ? '3' : '2',
    revision: corrected ? 2 : 1,
    changedAt: reportChange(examinedAt, corrected) + random.integer(0, 59_999),
  };
  if (item.category === 'ENDOSCOPY') books.rows.njbg.push(endoscopyRow(exam));
  else books.rows.jcbg.push(examRow(exam));
  return exam;
}

/** A gastroscopy, a colonoscopy, or both on one morning. A biopsy goes to pathology; a polyp that is taken is an operation as well. */
function addEndoscopies(books: Books, encounter: Encounter, random: Random, today: number): void {
  const until = encounter.until ?? encounter.from;
  const at = until + random.integer(1, 6) * DAY;
  const kinds = random.weighted<readonly string[]>([
    [['ES001'], 30],
    [['ES002'], 18],
    [['ES001', 'ES004'], 22],
    [['ES002', 'ES005'], 12],
    [['ES004'], 10],
    [['ES006'], 6],
    [['ES007'], 2],
  ]);
  for (const code of kinds) {
    const exam = addExam(books, encounter, examItem(code), { at, today, random });
    if (!exam) continue;
    if (exam.odd && random.chance(0.5) && exam.item.kind !== 'broncho')
      addExam(books, encounter, examItem(exam.item.kind === 'gastro' ? 'PA001' : 'PA002'), { at: at + 2 * DAY, today, random });
    if (code === 'ES006') addPolypectomy(books, exam, random);
  }
}

/** The same act once more, as the operating theatre knows it. Answers with its number. */
export function addPolypectomy(books: Books, { encounter, examinedAt, changedAt, examNo }: Exam, random: Random): string {
  const surgeryNo = books.nextNo('SS', examinedAt);
  addSurgery(
    books.rows,
    {
      surgeryNo,
      requestNo: `JS${examNo.slice(2)}`,
      encounter,
      procedures: [POLYPECTOMY],
      state: '3',
      scheduledAt: examinedAt,
      startedAt: examinedAt,
      endedAt: examinedAt + 40 * MINUTE,
      emergency: false,
      changedAt,
    },
    random,
  );
  return surgeryNo;
}
