import { EventRefused, type Desk, type Wish } from './desk.js';
import { EVENTS } from './events.js';

/** The hospital at work: somebody registers, is seen, admitted, gets results, leaves. */
export interface Live {
  state(): { readonly on: boolean; readonly perMinute: number; readonly last: string };
  set(on: boolean, perMinute?: number): void;
  stop(): Promise<void>;
}

const DAILY_WORK: readonly (readonly [string, number])[] = [
  ['register', 26],
  ['see', 34],
  ['lab', 22],
  ['admit', 4],
  ['transfer', 2],
  ['discharge', 4],
  ['checkup', 3],
  ['culture', 1],
  ['critical-notice', 2],
  ['correct-lab', 1],
  ['change-patient', 2],
  ['refund', 2],
  ['prescribe', 9],
  ['order', 8],
  ['stop-order', 2],
  ['exam', 8],
  ['correct-exam', 1],
  ['note', 7],
  ['revise-note', 1],
  ['consult', 1],
  ['finish-consultation', 1],
  ['schedule-surgery', 1],
  ['complete-surgery', 1],
  ['book', 5],
  ['change-booking', 2],
  ['cancel-booking', 1],
  ['no-show', 1],
];
/** What happens to whoever is there, not to somebody chosen before. */
const TO_ANYBODY = new Set([
  'see',
  'critical-notice',
  'transfer',
  'discharge',
  'order',
  'stop-order',
  'correct-exam',
  'revise-note',
  'consult',
  'finish-consultation',
  'schedule-surgery',
  'complete-surgery',
  'change-booking',
  'cancel-booking',
  'no-show',
]);

export function startLive(desk: Desk, on: boolean, perMinute = 12): Live {
  const state = { on, perMinute, last: '' };
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const schedule = (): void => {
    clearTimeout(timer);
    if (!state.on) return;
    // A little unevenness, so that pages are not refreshed in step.
    timer = setTimeout(
      () => {
        running = happen().finally(schedule);
      },
      (60_000 / state.perMinute) * (0.5 + desk.random.next()),
    );
  };
  const happen = async (): Promise<void> => {
    const event = desk.random.weighted(DAILY_WORK);
    const wish: Wish = {
      abnormal: event === 'lab' && desk.random.chance(0.3),
      critical: event === 'lab' && desk.random.chance(0.03),
      ...stranger(desk),
    };
    try {
      await (EVENTS[event] ?? EVENTS['register'])?.run(
        desk,
        TO_ANYBODY.has(event) ? {} : wish,
      );
      state.last = event;
    } catch (error) {
      // Nobody waiting, nobody in hospital: the next event is another one.
      state.last = error instanceof EventRefused ? `${event}: ${error.message}` : `${event}: 数据库没有回答`;
    }
  };
  schedule();
  return {
    state: () => ({ ...state }),
    set: (wanted, rate) => {
      Object.assign(state, { on: wanted, perMinute: rate ?? state.perMinute });
      schedule();
    },
    stop: async () => {
      state.on = false;
      clearTimeout(timer);
      await running;
    },
  };
}

/** One event in eight is about somebody the office does not look after. */
function stranger(desk: Desk): Wish {
  if (!desk.random.chance(0.12)) return {};
  return { brid: desk.random.pick(desk.population.files.filter((file) => file.person.kind !== 'roster')).brid };
}
