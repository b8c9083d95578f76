import type { TransportKind } from '@cadre/connector-kit/connector';
import { openTransport } from '@cadre/connector-kit/open-transport';
import { Injectable } from '@nestjs/common';
import { NotFound } from '../../../../platform/http/refusal.js';
import { asRefusal } from '../../line-refusal.js';
import { type ActiveSource, isPulled, SourceRegistry } from '../../source-registry.js';
import type { OfferedViewRow } from './source-settings.dto.js';

const LIMITS = { statementTimeoutMs: 20_000, connectTimeoutMs: 5_000, maxRowsPerPage: 10 } as const;

/** Asks a source what there is to connect. */
@Injectable()
export class SourceDiscovery {
  constructor(private readonly registry: SourceRegistry) {}

  async discover(id: string, asked?: TransportKind): Promise<OfferedViewRow[]> {
    const source = await this.registry.configuredById(id);
    if (!source?.connection) throw new NotFound('数据源');
    try {
      const transport = openTransport(asked ?? kindOf(source), source.connection, LIMITS);
      try {
        return (await transport.discover()).map((view) => ({
          ...view,
          fields: view.fields.map((field) => ({ ...field })),
          key: [...view.key],
          cursorCandidates: [...view.cursorCandidates],
        }));
      } finally {
        await transport.close().catch(() => undefined);
      }
    } catch (problem) {
      throw asRefusal(problem);
    }
  }
}

const SCHEMES: Readonly<Record<string, TransportKind>> = {
  'http:': 'rest-json',
  'https:': 'rest-json',
  'dicom:': 'dimse',
  'file:': 'file-drop',
};

function kindOf({ connector, connection }: ActiveSource): TransportKind {
  const [first] = connector.streams.filter(isPulled);
  return first?.source.transport ?? SCHEMES[new URL(connection!.url).protocol] ?? 'sql-view';
}
