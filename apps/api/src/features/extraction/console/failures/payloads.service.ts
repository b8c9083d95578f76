import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../../platform/access/caller.js';
import { FieldCipher } from '../../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { NotFound } from '../../../../platform/http/refusal.js';
import { FACT_KINDS } from '../../fact-kinds/fact-kinds.js';
import { maskPayload } from '../../mask-payload.js';
import { identityOf } from '../../page-contents.js';
import { readAgain } from '../../read-again.js';
import { type ActiveSource, SourceRegistry, streamOf } from '../../source-registry.js';
import { keptPayload } from './kept-payload.js';
import { KeptPayloads } from './kept-payloads.js';
import type { PayloadRow, RecordId } from './payloads.dto.js';

interface KeptRaw {
  readonly sourceId: string;
  readonly streamId: string;
  readonly raws: readonly string[];
}

/**
 * What a source sent, for whoever has the right and sees the person. Strangers, hidden people and records of which nobody can
 * tell whose they are get the same answer: there is no such thing.
 */
@Injectable()
export class PayloadsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly registry: SourceRegistry,
    private readonly kept: KeptPayloads,
  ) {}

  async ofFailure(caller: Caller, id: string, reason: string): Promise<PayloadRow[]> {
    const [row]: { sourceId: string; streamId: string; cipher: string }[] = await this.db.asSystem('payloads', (em) =>
      em.query(
        `select source_id as "sourceId", stream_id as "streamId", payload_cipher as cipher from quarantine where id = $1`,
        [id],
      ),
    );
    return this.tell(
      caller,
      row ? { ...row, raws: [keptPayload(this.cipher, row.sourceId, row.cipher) ?? ''] } : null,
      reason,
    );
  }

  async ofInbox(caller: Caller, id: number, reason: string): Promise<PayloadRow[]> {
    return this.tell(caller, await this.kept.entry(id), reason);
  }

  /** The raw form that a stored record was made of; row security has decided whether the caller sees the record. */
  async ofRecord(caller: Caller, { entity, id }: RecordId, reason: string): Promise<PayloadRow[]> {
    caller.request.reason = reason;
    const found = await this.db.asCaller(caller, async (em) => {
      const [row]: { id: string; beneficiaryId: string; inboxId: number | null; inboxIndex: number | null }[] =
        await em.query(
          `select id, beneficiary_id as "beneficiaryId", inbox_id as "inboxId", inbox_index as "inboxIndex" from ${FACT_KINDS[entity]!.table.name} where id = $1`,
          [id],
        );
      if (!row) throw new NotFound('记录');
      return row;
    });
    const raw =
      found.inboxId === null ? undefined : (await this.kept.entry(found.inboxId))?.raws[found.inboxIndex ?? 0];
    if (raw === undefined) throw new NotFound('原始报文');
    return [{ payload: maskPayload(raw), beneficiaryId: found.beneficiaryId }];
  }

  private async tell(caller: Caller, found: KeptRaw | null, reason: string): Promise<PayloadRow[]> {
    caller.request.reason = reason;
    const source = found && (await this.registry.configuredById(found.sourceId));
    if (!source) throw new NotFound('原始报文');
    const patients = found.raws.map((raw) => patientOf(source, found.streamId, raw));
    const numbers = patients.filter((one) => typeof one === 'string');
    // Raised inside the transaction: an answer that is refused is no view of anybody on record.
    const { items } = await this.db.asCaller(caller, async (em) => {
      const rows: { patientId: string; beneficiaryId: string }[] = await em.query(
        `select l.patient_id as "patientId", b.id as "beneficiaryId" from patient_link l join beneficiary b on b.id = l.beneficiary_id
         where l.source_system = $1 and l.patient_id = any ($2) and l.active`,
        [source.connector.patientNumbersOf, [...new Set(numbers)]],
      );
      const people = new Map(rows.map(({ patientId, beneficiaryId }) => [patientId, beneficiaryId]));
      const told = found.raws.flatMap((raw, at): PayloadRow[] => {
        const patient = patients[at];
        const beneficiaryId = typeof patient === 'string' ? people.get(patient) : undefined;
        return patient === null || beneficiaryId
          ? [{ payload: maskPayload(raw), beneficiaryId: beneficiaryId ?? null }]
          : [];
      });
      if (told.length === 0) throw new NotFound('原始报文');
      return { items: told };
    });
    return items;
  }
}

/** Null: data of no person; undefined: nobody can tell, or more than one person is in it. */
function patientOf(source: ActiveSource, streamId: string, raw: string): string | null | undefined {
  const stream = streamOf(source, streamId);
  if (!stream) return undefined;
  const { patient } = stream.mapping;
  if (patient === undefined) return null;
  try {
    const found = new Set(readAgain(stream, raw).map(({ message }) => identityOf(stream.mapping, message, [patient])));
    return found.size === 1 ? [...found][0] : undefined;
  } catch {
    return undefined;
  }
}
