import { LaneRunner } from '../features/extraction/lane-runner.js';
import { SourceRegistry } from '../features/extraction/source-registry.js';
import { withApplication } from './application.js';

/** Looks at all sources until a look brings nothing new: patients first, then the histories of those who are ours. */
const MOST_LOOKS = 20;

/** Reads every source until nothing is left to read. A source that does not answer is said and left to the lanes. */
export async function syncFirst(_args: readonly string[], print: (line: string) => void): Promise<void> {
  await withApplication(async (app) => {
    const registry = app.get(SourceRegistry, { strict: false });
    const runner = app.get(LaneRunner, { strict: false });
    const signal = new AbortController().signal;
    for (let look = 0, idle = false; look < MOST_LOOKS && !idle; look += 1) {
      idle = true;
      for (const source of await registry.active()) {
        const { fetched, news } = await runner.serve(source, signal);
        // What is read again for safety's sake brings nothing new, however often it is looked at.
        if (news > 0) idle = false;
        if (fetched > 0) print(`${source.name}：读取 ${fetched} 条`);
      }
    }
  });
}
