import { appointmentRow, slotNoOf, type Appointment, type BookingState } from './appointments.js';
import type { Books } from './books.js';
import type { OutpatientVisit } from './outpatient.js';
import type { Random } from './random.js';
import { DAY, HOUR, MINUTE, atHour } from './wall-clock.js';

/** How the visit was booked, sometimes a booking that came to nothing, and sometimes the next one. */
export function addBookings(books: Books, visit: OutpatientVisit, random: Random, today: number): void {
  const { file, department, doctor, registeredAt } = visit;
  const base = { file, department, doctor, kind: 'MZ', item: null } as const;
  const write = (plan: Omit<Appointment, 'bookingNo' | 'slotNo'>): void => {
    const slotNo = plan.kind === 'MZ' ? slotNoOf(doctor, plan.startsAt) : null;
    books.rows.yyjl.push(appointmentRow({ ...plan, bookingNo: books.nextNo('YY', plan.bookedAt), slotNo }, random));
  };
  const booked = (ahead: number): number => registeredAt - ahead * DAY - random.integer(0, 8 * 60) * MINUTE;
  if (random.chance(0.24) && visit.finishedAt !== null)
    write({ ...base, startsAt: registeredAt, bookedAt: booked(3), state: '3', visitNo: visit.visitNo, changedAt: Math.min(today, visit.finishedAt + MINUTE) });
  if (random.chance(0.05)) {
    const state = random.weighted<BookingState>([
      ['8', 60],
      ['9', 30],
      ['4', 10],
    ]);
    const startsAt = registeredAt - DAY;
    const changedAt = state === '9' ? atHour(startsAt, 18) : booked(2);
    write({ ...base, startsAt, bookedAt: booked(5), state, visitNo: null, changedAt: Math.min(today, changedAt) });
  }
  if (random.chance(0.06)) {
    const item = random.pick(['上腹部彩超', '胸部CT平扫', '胃镜检查', '冠状动脉CTA', '十二导联心电图']);
    write({ ...base, doctor: null, kind: 'JC', item, startsAt: registeredAt + DAY, bookedAt: registeredAt + HOUR, state: registeredAt + DAY < today ? '3' : '1', visitNo: visit.visitNo, changedAt: Math.min(today, registeredAt + 30 * HOUR) });
  }
  // Who was here in the last three months may come again.
  if (today - registeredAt < 90 * DAY && random.chance(0.12))
    write({
      ...base,
      startsAt: atHour(today + random.integer(1, 14) * DAY, 8) + random.integer(0, 6 * 60) * MINUTE,
      bookedAt: Math.max(registeredAt, today - random.integer(1, 72) * HOUR),
      state: random.pick(['0', '1', '1', '1'] as const),
      visitNo: null,
      changedAt: Math.max(registeredAt, today - random.integer(1, 60) * MINUTE),
    });
}
