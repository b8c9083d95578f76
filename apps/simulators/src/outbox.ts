import iconv from 'iconv-lite';
import type { Pool, PoolClient } from 'pg';
import { openLine } from './mllp-line.js';

/** Puts a message into the outbox inside the transaction of the change it tells of. */
export async function enqueue(client: PoolClient, controlId: string, message: string): Promise<void> {
  await client.query('insert into hospital.outbox (control_id, message) values ($1, $2)', [controlId, message]);
}

export interface SenderOptions {
  readonly pool: Pool;
  readonly target: { readonly host: string; readonly port: number };
  readonly encoding: 'gbk' | 'utf8';
  /** The system is cut off: nothing leaves it. */
  readonly paused: () => boolean;
  /** Every acknowledged message is sent once more. */
  readonly duplicate: () => boolean;
}

export interface Sender {
  stop(): Promise<void>;
}

const IDLE_MS = 200;
const BACKOFF_MS = [1_000, 2_000, 3_000, 5_000];

/** Sends one system's outbox in order. A message leaves the queue only after its acknowledgement, so a dead product loses nothing. */
export function startSender(options: SenderOptions): Sender {
  const line = openLine(options.target);
  const quit = new AbortController();
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, quit.signal.aborted ? 0 : ms);
      function done(): void {
        clearTimeout(timer);
        quit.signal.removeEventListener('abort', done);
        resolve();
      }
      quit.signal.addEventListener('abort', done);
    });
  const run = (async () => {
    let failures = 0;
    while (!quit.signal.aborted) {
      const sent = options.paused() ? 'nothing' : await sendNext(options, line.ask).catch(() => 'failed' as const);
      failures = sent === 'failed' ? failures + 1 : 0;
      if (sent === 'failed') await rest(BACKOFF_MS[Math.min(failures, BACKOFF_MS.length) - 1] ?? 5_000);
      if (sent === 'nothing') await rest(IDLE_MS);
    }
  })();
  return {
    stop: async () => {
      quit.abort();
      line.close();
      await run;
    },
  };
}

async function sendNext(
  { pool, encoding, duplicate }: SenderOptions,
  ask: ReturnType<typeof openLine>['ask'],
): Promise<'sent' | 'nothing' | 'failed'> {
  const found = await pool.query<{ id: string; control_id: string; message: string }>(
    'select id, control_id, message from hospital.outbox where acknowledged_at is null order by id limit 1',
  );
  const [next] = found.rows;
  if (!next) return 'nothing';
  const bytes = encoding === 'gbk' ? iconv.encode(next.message, 'gbk') : Buffer.from(next.message);
  let answer: string;
  try {
    const first = await ask(bytes);
    answer = first.controlId === next.control_id ? first.code : `unexpected ${first.code} for ${first.controlId}`;
    if (duplicate() && accepted(answer)) await ask(bytes);
  } catch (error) {
    answer = error instanceof Error ? error.message : String(error);
  }
  // AR/CR means never: sending it again would block everything behind it.
  const settled = accepted(answer) || answer === 'AR' || answer === 'CR';
  await pool.query(
    `update hospital.outbox set attempts = attempts + 1, last_answer = $2,
    acknowledged_at = case when $3::boolean then clock_timestamp() end where id = $1`,
    [next.id, answer, settled],
  );
  return settled ? 'sent' : 'failed';
}

function accepted(code: string): boolean {
  return code === 'AA' || code === 'CA';
}
