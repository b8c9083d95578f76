import { describe, expect, it } from 'vitest';
import { type AlarmLook, type AlarmNews, type AlarmStanding, alarmStep, INITIALLY } from './alarm-step.js';

const START = Date.parse('2026-03-02T08:00:00+08:00');
const at = (minute: number): Date => new Date(START + minute * 60_000);

/** The news of a story: what was found wrong at which minute. */
function tell(
  story: readonly (readonly [minute: number, isWrong: boolean, quiet?: boolean])[],
  escalateMinutes: number | null = null,
): { news: string[]; end: AlarmStanding } {
  let standing = INITIALLY(at(0));
  const news: string[] = [];
  for (const [minute, isWrong, quiet = false] of story) {
    const look: AlarmLook = { now: at(minute), isWrong, quiet, escalateMinutes };
    const step: { after: AlarmStanding; news: AlarmNews } = alarmStep(standing, look);
    standing = step.after;
    if (step.news) news.push(`${minute} ${step.news}`);
  }
  return { news, end: standing };
}

describe('the state of an alarm', () => {
  it('R-08.a R-08.b is told once when it begins and once when it is over, however often it is looked at', () => {
    expect(
      tell([
        [0, false],
        [1, true],
        [2, true],
        [3, true],
        [9, false],
        [10, false],
      ]).news,
    ).toEqual(['1 alarm', '9 recovery']);
  });

  it('R-08.c is told at most once an hour; what was held back is counted, and told when it still lasts', () => {
    const { news, end } = tell([
      [1, true],
      [2, false],
      [3, true],
      [4, false],
      [5, true],
      [60, true],
      [61, true],
      [62, false],
    ]);
    expect(news).toEqual(['1 alarm', '2 recovery', '61 alarm', '62 recovery']);
    expect(end.suppressed).toBe(2);
  });

  it('says nothing of a recovery whose alarm nobody heard', () => {
    expect(
      tell([
        [1, true, true],
        [5, false, true],
      ]),
    ).toMatchObject({ news: [], end: { suppressed: 1 } });
  });

  it('waits for the end of quiet hours and speaks then', () => {
    expect(
      tell([
        [1, true, true],
        [20, true, true],
        [30, true, false],
        [31, true, false],
      ]).news,
    ).toEqual(['30 alarm']);
  });

  it('speaks a second time when it lasts, and only once', () => {
    expect(
      tell(
        [
          [1, true],
          [10, true],
          [16, true],
          [17, true],
          [200, true],
          [201, false],
        ],
        15,
      ).news,
    ).toEqual(['1 alarm', '16 escalation', '201 recovery']);
  });
});
