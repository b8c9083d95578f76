import type { StreamSpec, TransportKind } from '@cadre/connector-kit/connector';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { PullTransport } from '@cadre/connector-kit/pull-transport';
import { TransportError } from '@cadre/connector-kit/transport-error';
import type { ActiveSource } from './source-registry.js';

/** The lines to one source while it is being served: one for each way its data sets come, opened when first needed. */
export class SourceTransports {
  private readonly open = new Map<TransportKind, PullTransport>();

  constructor(private readonly source: ActiveSource) {}

  /** @throws TransportError when the source has no address, or one that does not fit */
  of({ source: { transport } }: StreamSpec): PullTransport {
    const known = this.open.get(transport);
    if (known) return known;
    if (!this.source.connection) throw new TransportError('query', '此数据源没有配置连接地址，请在数据源页面填写。');
    const made = openTransport(transport, this.source.connection, this.source.limits);
    this.open.set(transport, made);
    return made;
  }

  /** A line that cannot be closed any more is of no interest to anybody. */
  async close(): Promise<void> {
    await Promise.all([...this.open.values()].map((transport) => transport.close().catch(() => undefined)));
    this.open.clear();
  }
}
