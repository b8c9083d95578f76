import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { FieldCipher } from '../../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { NotFound } from '../../../../platform/http/refusal.js';
import type { GoldenSample } from './golden-samples.js';
import type { VersionDetail, VersionRow } from './stream-version.dto.js';

const COLUMNS = `id, connector_id as "connectorId", stream_id as "streamId", version, state, note, created_by as "createdBy", created_at as "createdAt",
  activated_by as "activatedBy", activated_at as "activatedAt"`;

export interface StoredVersion extends VersionRow {
  readonly spec: object;
  readonly samplesCipher: string | null;
}

/** Versions of how data sets are read and mapped. */
@Injectable()
export class StreamVersionQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  list(caller: Caller, connectorId: string, streamId: string): Promise<VersionRow[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select ${COLUMNS} from stream_version where connector_id = $1 and stream_id = $2 order by version desc`,
        [connectorId, streamId],
      ),
    );
  }

  one(caller: Caller, id: string): Promise<VersionDetail> {
    return this.db.asCaller(caller, async (em) => {
      const { samplesCipher, ...row } = await this.stored(em, id);
      return { ...row, samples: this.samplesOf({ samplesCipher }).map(({ name }) => name) };
    });
  }

  /** @param lock holds the row until the end of the transaction */
  async stored(em: EntityManager, id: string, lock: '' | 'for update' = ''): Promise<StoredVersion> {
    const [row]: StoredVersion[] = await em.query(
      `select ${COLUMNS}, spec, samples_cipher as "samplesCipher" from stream_version where id = $1 ${lock}`,
      [id],
    );
    if (!row) throw new NotFound('映射版本');
    return row;
  }

  samplesOf({ samplesCipher }: Pick<StoredVersion, 'samplesCipher'>): GoldenSample[] {
    return samplesCipher === null ? [] : (JSON.parse(this.cipher.open(samplesCipher)) as GoldenSample[]);
  }

  sealed(samples: readonly GoldenSample[]): string {
    return this.cipher.seal(JSON.stringify(samples));
  }
}
