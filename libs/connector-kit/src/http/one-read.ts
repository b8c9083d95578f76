import type { PullSource } from '../connector.js';
import type { KeyPage, KeyRange, PulledPage, PullTransport } from '../pull-transport.js';
import type { PullMode, PullOptions } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';

type Pull = PullTransport['pull'];

/** One read at a time over one connection, ended by its signal. */
export function oneRead(
  pages: (source: PullSource, mode: PullMode, options: PullOptions) => AsyncIterable<PulledPage>,
): Pull {
  let busy = false;
  return async function* (source, mode, options) {
    options.signal.throwIfAborted();
    if (busy) throw new TransportError('query', '此数据源正在读取中，请等上一次读取结束。');
    busy = true;
    try {
      yield* pages(source, mode, options);
    } finally {
      busy = false;
    }
  };
}

/** Keys of a source that tells them only with their records. What it calls deleted is not there. */
export function keysByPull(pull: Pull): NonNullable<PullTransport['keys']> {
  return async function* ({ source }, range, options): AsyncGenerator<KeyPage> {
    if (source.transport === 'mllp') throw new TransportError('query', '推送的数据集不能按主键查询。');
    for await (const { records, done } of pull(source, modeOf(range), options)) {
      yield { records: records.filter(({ deleted }) => !deleted).map(({ message }) => message), done };
    }
  };
}

function modeOf(range: KeyRange): PullMode {
  switch (range.kind) {
    case 'all':
      return { kind: 'full' };
    case 'window':
      return range;
    case 'present':
      return { kind: 'keys', keys: range.keys };
  }
}
