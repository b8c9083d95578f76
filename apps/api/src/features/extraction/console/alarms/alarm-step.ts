/** Where a rule stands for a source. */
export interface AlarmStanding {
  readonly state: 'ok' | 'alarming';
  readonly since: Date;
  /** When somebody was last told. */
  readonly notifiedAt: Date | null;
  readonly escalatedAt: Date | null;
  /** Notices that were held back. */
  readonly suppressed: number;
}

export interface AlarmLook {
  readonly now: Date;
  readonly isWrong: boolean;
  /** In quiet hours nobody is told. */
  readonly quiet: boolean;
  readonly escalateMinutes: number | null;
}

export type AlarmNews = 'alarm' | 'recovery' | 'escalation' | null;

/** At most one alarm an hour of one rule for one source. */
const HOUR_MS = 3_600_000;

export const INITIALLY = (now: Date): AlarmStanding => ({
  state: 'ok',
  since: now,
  notifiedAt: null,
  escalatedAt: null,
  suppressed: 0,
});

/** ok → alarming → ok: told once each way, once more when it lasts; held back when it was told just before, and made up for later. */
export function alarmStep(
  before: AlarmStanding,
  { now, isWrong, quiet, escalateMinutes }: AlarmLook,
): { after: AlarmStanding; news: AlarmNews } {
  const wasTold = before.state === 'alarming' && before.notifiedAt !== null && before.notifiedAt >= before.since;
  if (!isWrong) {
    if (before.state === 'ok') return { after: before, news: null };
    return { after: { ...before, state: 'ok', since: now, escalatedAt: null }, news: wasTold ? 'recovery' : null };
  }
  const mayTell = !quiet && (before.notifiedAt === null || now.getTime() - before.notifiedAt.getTime() >= HOUR_MS);
  if (before.state === 'ok') {
    const begun: AlarmStanding = { ...before, state: 'alarming', since: now, escalatedAt: null };
    return mayTell
      ? { after: { ...begun, notifiedAt: now }, news: 'alarm' }
      : { after: { ...begun, suppressed: before.suppressed + 1 }, news: null };
  }
  if (!wasTold)
    return mayTell ? { after: { ...before, notifiedAt: now }, news: 'alarm' } : { after: before, news: null };
  const lasts = escalateMinutes !== null && now.getTime() - before.since.getTime() >= escalateMinutes * 60_000;
  return lasts && before.escalatedAt === null && !quiet
    ? { after: { ...before, escalatedAt: now }, news: 'escalation' }
    : { after: before, news: null };
}
