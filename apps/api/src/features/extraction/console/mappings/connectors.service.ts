import type { StreamSpec } from '@cadre/connector-kit/connector';
import { readConnector } from '@cadre/connector-kit/connector-schema';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { Conflict, NotFound } from '../../../../platform/http/refusal.js';
import { ConnectorOverlay } from '../connector-overlay.js';
import type {
  ConnectorRow,
  ConnectorStreamId,
  ImportRequest,
  NewConnector,
  StreamInForce,
} from './stream-version.dto.js';
import { accepted, insertDraft } from './stream-versions.service.js';

/** Which external systems this installation can describe, and new ones. */
@Injectable()
export class ConnectorsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly overlay: ConnectorOverlay,
  ) {}

  async list(): Promise<ConnectorRow[]> {
    return [...(await this.overlay.all()).values()].map(({ connector, delivered, versions }) => ({
      id: connector.id,
      name: connector.name,
      system: connector.system,
      patientNumbersOf: connector.patientNumbersOf,
      delivered,
      codeTables: Object.keys(connector.codes),
      streams: connector.streams.map(({ id, name, target, source }) => ({
        id,
        name,
        target,
        transport: source.transport,
        version: versions.get(id) ?? null,
      })),
    }));
  }

  async inForce({ id, streamId }: ConnectorStreamId): Promise<StreamInForce> {
    const found = (await this.overlay.all()).get(id);
    const spec: StreamSpec | undefined = found?.connector.streams.find((stream) => stream.id === streamId);
    if (!spec) throw new NotFound('数据集');
    return { version: found!.versions.get(streamId) ?? null, spec };
  }

  async define(caller: Caller, definition: NewConnector): Promise<void> {
    await this.refuseKnown(definition.id);
    await this.db.asCaller(caller, (em) => insertDefinition(em, caller, { ...definition, codes: {} }));
  }

  /** A whole connector out of a file: its data sets become drafts, nothing is read before somebody activates them. */
  async import(caller: Caller, { connector: json }: ImportRequest): Promise<void> {
    const connector = accepted(readConnector(json), 'connector');
    await this.refuseKnown(connector.id);
    await this.db.asCaller(caller, async (em) => {
      await insertDefinition(em, caller, connector);
      for (const stream of connector.streams) await insertDraft(em, caller, connector.id, stream, '导入');
      return { id: connector.id };
    });
  }

  private async refuseKnown(id: string): Promise<void> {
    if ((await this.overlay.all()).has(id))
      throw new Conflict('CONNECTOR_EXISTS', `接入包编号 ${id} 已被使用，请换一个。`);
  }
}

async function insertDefinition(
  em: EntityManager,
  caller: Caller,
  { id, system, name, patientNumbersOf, codes }: NewConnector & { codes: object },
): Promise<{ id: string }> {
  const rows: unknown[] = await em.query(
    `insert into connector_definition (id, system, name, patient_numbers_of, codes, origin, created_by) values ($1, $2, $3, $4, $5, 'console', $6)
     on conflict (id) do nothing returning id`,
    [id, system, name, patientNumbersOf, JSON.stringify(codes), caller.username],
  );
  if (rows.length === 0) throw new Conflict('CONNECTOR_EXISTS', `接入包编号 ${id} 已被使用，请换一个。`);
  return { id };
}
