import type { PulledPage } from '@cadre/connector-kit/pull-transport';
import { expect, it } from 'vitest';
import { oneAhead } from './one-ahead.js';

const page = (signpost: string, more: Partial<PulledPage> = {}): PulledPage => ({ records: [], cursor: null, signpost, done: false, ...more });

/** A source of pages that notes what was asked of it and when it was left. */
function source(pages: readonly PulledPage[], diary: string[], breaks = false): AsyncIterable<PulledPage> {
  return (async function* read() {
    try {
      for (const one of pages) {
        diary.push(`read ${one.signpost}`);
        yield one;
      }
      if (breaks) throw new Error('broken');
    } finally {
      diary.push('left');
    }
  })();
}

async function store(pages: AsyncIterable<PulledPage>, diary: string[]): Promise<void> {
  for await (const { signpost } of pages) {
    await new Promise((go) => setImmediate(go));
    diary.push(`stored ${signpost}`);
  }
}

it('reads the next page while this one is being stored', async () => {
  const diary: string[] = [];
  await store(oneAhead(source([page('1'), page('2'), page('3')], diary)), diary);
  expect(diary).toEqual(['read 1', 'read 2', 'stored 1', 'read 3', 'stored 2', 'left', 'stored 3']);
});

it('stores a page that its source waits for before anything else is read', async () => {
  const diary: string[] = [];
  await store(oneAhead(source([page('1', { stored: async () => undefined }), page('2')], diary)), diary);
  expect(diary.slice(0, 3)).toEqual(['read 1', 'stored 1', 'read 2']);
});

it('I6 stores what was read before the line broke, and then says that it broke', async () => {
  const diary: string[] = [];
  await expect(store(oneAhead(source([page('1')], diary, true)), diary)).rejects.toThrow('broken');
  expect(diary).toEqual(['read 1', 'left', 'stored 1']);
});

it('leaves the source when storing fails', async () => {
  const diary: string[] = [];
  const failing = async (): Promise<void> => {
    for await (const one of oneAhead(source([page('1'), page('2'), page('3')], diary))) throw new Error(`cannot store ${one.signpost}`);
  };
  await expect(failing()).rejects.toThrow('cannot store 1');
  expect(diary).toEqual(['read 1', 'read 2', 'left']);
});
