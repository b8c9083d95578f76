import { expect } from 'vitest';
import type { TestHospital } from '../../support/app.js';
import { eventually } from '../../support/reading-hospital.js';

export interface TrailRow {
  readonly actor: string;
  readonly user_id: string | null;
  readonly session_id: string | null;
  readonly ip: string;
  readonly operation: string;
  readonly action: string;
  readonly object_ids: string[] | null;
  readonly beneficiary_ids: string[] | null;
  readonly row_count: number | null;
  readonly asked: Record<string, unknown>;
  readonly outcome: string;
  readonly status: number;
  readonly reason: string | null;
  readonly trace: string;
}

/** What the act left on the access trail; refusals are written just after their answer. */
export async function leftBy<T>(
  hospital: TestHospital,
  act: () => Promise<T>,
  { atLeast = 1 } = {},
): Promise<{ answer: T; rows: TrailRow[] }> {
  const [{ last }] = (await hospital.database.query<{ last: number }>(
    'select coalesce(max(seq), 0) as last from access_trail',
  )) as [{ last: number }];
  const answer = await act();
  const rows = await eventually(async () => {
    const found = await hospital.database.query<TrailRow>('select * from access_trail where seq > $1 order by seq', [
      last,
    ]);
    expect(found.length).toBeGreaterThanOrEqual(atLeast);
    return found;
  }, 3_000);
  return { answer, rows };
}
