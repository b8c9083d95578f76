import type { PulledPage } from '@cadre/connector-kit/pull-transport';

/**
 * The pages of a source, the next one read while this one is being stored. A page that has to be answered to its source
 * (`stored`) is stored first: what comes after may depend on it.
 */
export async function* oneAhead(pages: AsyncIterable<PulledPage>): AsyncGenerator<PulledPage> {
  const iterator = pages[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    for (;;) {
      const { value: page, done } = await next;
      if (done) return;
      const ahead = page.stored ? null : iterator.next();
      // A line that breaks meanwhile is heard when its turn comes.
      ahead?.catch(() => undefined);
      yield page;
      next = ahead ?? iterator.next();
    }
  } finally {
    await iterator.return?.();
  }
}
