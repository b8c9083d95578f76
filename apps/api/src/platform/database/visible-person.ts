import type { EntityManager } from 'typeorm';
import { NotFound } from '../http/refusal.js';

/** Refuses with "not found" when the person does not exist or is not the caller's to see; an empty list would say too much. */
export async function mustSeePerson(em: EntityManager, beneficiaryId: string): Promise<void> {
  const rows: unknown[] = await em.query('select 1 from beneficiary where id = $1', [beneficiaryId]);
  if (rows.length === 0) throw new NotFound('保健对象');
}
