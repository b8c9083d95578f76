import { setTimeout } from 'node:timers/promises';
import { Conflict } from '../../platform/http/refusal.js';

const LOOK_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** A lane may just be at work on the data set; its turn is short. Answers with the run's id. */
export async function inTurn(run: () => Promise<{ runId: number } | null>): Promise<number> {
  for (let waited = 0; waited <= LONGEST_WAIT_MS; waited += LOOK_MS) {
    const result = await run();
    if (result) return result.runId;
    await setTimeout(LOOK_MS);
  }
  throw new Conflict('RUN_ACTIVE', '已有任务在执行，请等待其结束后再试。');
}
