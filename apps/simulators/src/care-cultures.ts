import type { Books } from './books.js';
import { encounterOfStay } from './encounter.js';
import { seededRandom } from './random.js';
import { DAY, HOUR, MINUTE } from './wall-clock.js';

/** One stay in five is asked whether something grows; a culture takes three days. */
export function addCultures(books: Books, seed: string, today: number): void {
  for (const stay of books.stays) {
    if (stay.state === '99') continue;
    const random = seededRandom(`${seed}/cultures/${stay.visitNo}`);
    if (!random.chance(0.2)) continue;
    const { file, visitNo, department, doctor, from, until } = encounterOfStay(stay);
    const collectedAt = from + random.integer(2, 30) * HOUR + random.integer(0, 59) * MINUTE;
    const changedAt = collectedAt + 3 * DAY + random.integer(0, 59_999);
    if (changedAt > Math.min(until ?? today, today)) continue;
    const panel = random.weighted([['CULT-SP', 50], ['CULT-UR', 30], ['CULT-BL', 20]]);
    books.addReport({
      file, visitNo, visitKind: '2', department, doctor, panel, collectedAt, state: '2', revision: 1, changedAt, zerosLost: false,
    });
  }
}
