import type { Books } from './books.js';
import { addExam, addPolypectomy } from './care-visits.js';
import { addConsultation } from './consultations.js';
import { department } from './departments.js';
import type { EdgePeople } from './edge-people.js';
import { encounterOfStay, encounterOfVisit, type Encounter } from './encounter.js';
import { examItem } from './exam-items.js';
import { noteRow } from './notes.js';
import { seededRandom } from './random.js';
import { DAY, HOUR } from './wall-clock.js';

/** Adds the examinations, consultations and documents that tests look for by name, and says which they are in `edge.samples`. */
export function placeEdgeCare(books: Books, edge: EdgePeople, seed: string, today: number): void {
  const random = seededRandom(`${seed}/edge-care`);
  const say = (sample: string, { file }: Encounter, note: string): void => {
    edge.samples.push({ sample, rosterNo: file.person.rosterNo, brids: [file.brid], note });
  };
  const ours = (file: Encounter['file']): boolean =>
    file.person.kind === 'roster' && file.person.status === 'ACTIVE' && file.row['zxbz'] === '0' && file.person.secrecy === 'N';
  const visits = books.visits
    .filter((visit) => visit.finishedAt !== null && visit.finishedAt < today - 20 * DAY && visit.finishedAt > today - 300 * DAY && ours(visit.file))
    .map(encounterOfVisit);
  const stays = books.stays.filter((stay) => stay.state === '8' && (stay.dischargedAt ?? today) - stay.admittedAt > 4 * DAY && ours(stay.file)).map(encounterOfStay);
  const visit = (i: number): Encounter => visits[(i * 37) % visits.length] as Encounter;
  const stay = (i: number): Encounter => stays[(i * 11) % stays.length] as Encounter;

  const morning = { at: (visit(0).until ?? today) + DAY, today, random };
  const both = ['ES001', 'ES004'].map((code) => addExam(books, visit(0), examItem(code), morning)?.examNo);
  say('gastroscopy-and-colonoscopy-one-day', visit(0), `胃镜 ${both[0]}、肠镜 ${both[1]} 同日`);

  const polyp = addExam(books, visit(1), examItem('ES006'), { at: (visit(1).until ?? today) + DAY, today, random });
  if (polyp) say('polypectomy-twice', visit(1), `内镜 ${polyp.examNo}、手术 ${addPolypectomy(books, polyp, random)} 同一次息肉切除`);

  const four = stay(0);
  const consultationNo = books.nextNo('HZ', four.from + DAY);
  addConsultation(
    books.rows,
    {
      consultationNo,
      encounter: four,
      kind: '3',
      state: '2',
      requestedAt: four.from + DAY,
      startedAt: four.from + DAY + 3 * HOUR,
      invited: ['100101', '100103', '100105', '100401'].map(department),
      changedAt: four.from + DAY + 5 * HOUR,
    },
    random,
  );
  say('consultation-of-four-departments', four, `会诊四科 ${consultationNo}`);

  for (const format of ['CDA', 'HTML', 'TXT'] as const) {
    const encounter = stay(1);
    const at = encounter.from + 3 * HOUR;
    const noteNo = books.nextNo('BL', at);
    books.rows.blws.push(
      noteRow({ noteNo, encounter, type: 'C0038', format, writtenAt: at, signedAt: at + HOUR, revision: 1, state: '1', changedAt: at + HOUR, marked: true }),
    );
    say('note-with-script', encounter, `含脚本标记的文书 ${noteNo}（${format}）`);
  }
}
