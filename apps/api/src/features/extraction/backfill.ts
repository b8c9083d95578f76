import { Injectable } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import { sourceSpellings } from '@cadre/connector-kit/map-record';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';

const AT_ONCE = 200;

/** Patients whose history is still to be fetched. A request stays until its reads are committed. */
@Injectable()
export class Backfill {
  constructor(private readonly db: ScopedDatabase) {}

  async due(sourceId: string): Promise<string[]> {
    const rows: { patientId: string }[] = await this.db.asSystem('history', (em) =>
      em.query(
        `select patient_id as "patientId" from backfill_request where source_id = $1 and next_at <= now() order by requested_at limit $2`,
        [sourceId, AT_ONCE],
      ),
    );
    return rows.map(({ patientId }) => patientId);
  }

  /** The ways a source may write these patient numbers (leading zeros are lost in some of its views). */
  spellings({ mapping }: StreamSpec, patientIds: readonly string[]): string[] {
    const { patient } = mapping;
    return patient === undefined ? [] : [...new Set(patientIds.flatMap((id) => sourceSpellings(mapping, patient, id)))];
  }

  /** A request that came while its patient was being read stays for the next look. */
  async done(sourceId: string, patientIds: readonly string[], readFrom: Date): Promise<void> {
    await this.db.asSystem('history', (em) =>
      em.query('delete from backfill_request where source_id = $1 and patient_id = any ($2) and requested_at <= $3', [sourceId, patientIds, readFrom]),
    );
  }
}
