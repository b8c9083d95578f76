import { addSlots } from './appointments.js';
import type { Books } from './books.js';
import { addBookings } from './care-bookings.js';
import { placeEdgeCare } from './care-edge.js';
import { careOfStay } from './care-stays.js';
import { careOfVisit } from './care-visits.js';
import type { EdgePeople } from './edge-people.js';
import { addOrganization } from './organization.js';
import { seededRandom } from './random.js';

/** What follows from the visits and stays in the books: orders, documents, examinations, operations, bookings; and who works where. */
export function addCare(books: Books, seed: string, edge: EdgePeople, today: number): void {
  addOrganization(books.rows, today);
  addSlots(books.rows, seededRandom(seed).fork('slots'), today);
  for (const visit of books.visits) {
    const random = seededRandom(`${seed}/care/${visit.visitNo}`);
    if (visit.finishedAt !== null && visit.finishedAt < today) careOfVisit(books, visit, random, today);
    addBookings(books, visit, random, today);
  }
  for (const stay of books.stays) {
    if (stay.state !== '99') careOfStay(books, stay, seededRandom(`${seed}/care/${stay.visitNo}`), today);
  }
  placeEdgeCare(books, edge, seed, today);
}
