import type { CodeTableSet } from '@cadre/connector-kit/code-tables';
import type { Connector, StreamSpec } from '@cadre/connector-kit/connector';
import { catalogue } from '@cadre/connectors/catalogue';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';

/** A connector as it is in force now. */
export interface ConnectorInForce {
  readonly connector: Connector;
  /** Delivered with the program, or defined here (in the console or by a file). */
  readonly delivered: boolean;
  /** Version of each data set that was defined here; a data set that is not named is the delivered one. */
  readonly versions: ReadonlyMap<string, number>;
}

interface Definition extends Omit<Connector, 'streams'> {
  readonly codes: CodeTableSet;
}

interface ActiveVersion {
  readonly connectorId: string;
  readonly version: number;
  readonly spec: StreamSpec;
}

/** Lays what was defined here over what was delivered. Asked anew at every look, so that an activation needs no restart. */
@Injectable()
export class ConnectorOverlay {
  constructor(private readonly db: ScopedDatabase) {}

  async overlay(connectorId: string): Promise<Connector | undefined> {
    return (await this.all()).get(connectorId)?.connector;
  }

  all(): Promise<ReadonlyMap<string, ConnectorInForce>> {
    return this.db.asSystem('connectors', (em) => this.inForce(em));
  }

  async inForce(em: EntityManager): Promise<ReadonlyMap<string, ConnectorInForce>> {
    const [definitions, versions]: [Definition[], ActiveVersion[]] = await Promise.all([
      em.query(
        `select id, system, name, patient_numbers_of as "patientNumbersOf", codes from connector_definition order by id`,
      ),
      em.query(
        `select connector_id as "connectorId", version, spec from stream_version where state = 'active' order by connector_id, stream_id`,
      ),
    ]);
    const own = new Set(definitions.map(({ id }) => id));
    const delivered = catalogue.filter(({ id }) => !own.has(id));
    const all = [...delivered, ...definitions.map((definition): Connector => ({ ...definition, streams: [] }))];
    return new Map(
      all.map((connector) => [
        connector.id,
        {
          ...laidOver(
            connector,
            versions.filter(({ connectorId }) => connectorId === connector.id),
          ),
          delivered: !own.has(connector.id),
        },
      ]),
    );
  }
}

function laidOver(connector: Connector, versions: readonly ActiveVersion[]): Omit<ConnectorInForce, 'delivered'> {
  const specs = new Map(versions.map(({ spec }) => [spec.id, spec]));
  const kept = connector.streams.map((stream) => specs.get(stream.id) ?? stream);
  const known = new Set(kept.map(({ id }) => id));
  return {
    connector: { ...connector, streams: [...kept, ...[...specs.values()].filter(({ id }) => !known.has(id))] },
    versions: new Map(versions.map(({ spec, version }) => [spec.id, version])),
  };
}

/**
 * Takes a whole connector in: its definition, and an active version of every data set that was never taken in as it is now.
 * @param origin where it comes from: `console`, or `file` for CONNECTORS_FILE
 */
export async function installConnector(
  em: EntityManager,
  connector: Connector,
  origin: 'console' | 'file',
  by: string,
): Promise<void> {
  const { id, system, name, patientNumbersOf, codes, streams } = connector;
  await em.query(
    `insert into connector_definition (id, system, name, patient_numbers_of, codes, origin, created_by) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set system = excluded.system, name = excluded.name, patient_numbers_of = excluded.patient_numbers_of, codes = excluded.codes
     where (connector_definition.system, connector_definition.name, connector_definition.patient_numbers_of, connector_definition.codes)
       is distinct from (excluded.system, excluded.name, excluded.patient_numbers_of, excluded.codes)`,
    [id, system, name, patientNumbersOf, JSON.stringify(codes), origin, by],
  );
  for (const stream of streams) await installStream(em, id, stream, by);
  await em.query(
    `update stream_version set state = 'retired' where connector_id = $1 and state = 'active' and stream_id <> all ($2) and created_by = $3`,
    [id, streams.map((stream) => stream.id), by],
  );
}

async function installStream(em: EntityManager, connectorId: string, stream: StreamSpec, by: string): Promise<void> {
  const spec = JSON.stringify(stream);
  // What was taken in once is not taken in again: somebody may have gone on from it since.
  const known: unknown[] = await em.query(
    `select 1 from stream_version where connector_id = $1 and stream_id = $2 and spec = $3::jsonb`,
    [connectorId, stream.id, spec],
  );
  if (known.length) return;
  await em.query(
    `update stream_version set state = 'retired' where connector_id = $1 and stream_id = $2 and state = 'active'`,
    [connectorId, stream.id],
  );
  await em.query(
    `insert into stream_version (connector_id, stream_id, version, state, spec, created_by, activated_by, activated_at)
     select $1, $2, coalesce(max(version), 0) + 1, 'active', $3, $4, $4, now() from stream_version where connector_id = $1 and stream_id = $2`,
    [connectorId, stream.id, spec, by],
  );
}
