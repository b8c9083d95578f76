import type { EntityManager } from 'typeorm';
import { NotFound } from '../../../platform/http/refusal.js';
import type { SummaryRow } from './summary.dto.js';

const COLUMNS = `s.id, s.checkup_id as "checkupId", s.beneficiary_id as "beneficiaryId", s.edition, s.status, s.body, s.advice, s.risk_level as "riskLevel",
  s.reason, s.author_name as "authorName", s.edited_by_name as "editedByName", s.updated_at as "updatedAt", s.submitted_at as "submittedAt",
  s.approved_by_name as "approvedByName", s.approved_at as "approvedAt", s.published_at as "publishedAt", s.withdrawn_at as "withdrawnAt",
  s.withdrawal_reason as "withdrawalReason", s.version, s.content_hash <> checkup_content(s.checkup_id) as outdated`;

/** A summary with who wrote it, for rules that the answer does not show. */
export interface HeldSummary extends SummaryRow {
  readonly author: string;
  readonly editedBy: string;
}

/** A check-up that the caller sees. Throws NotFound otherwise. */
export async function checkupOf(em: EntityManager, id: string): Promise<{ id: string; beneficiaryId: string }> {
  const [found]: { id: string; beneficiaryId: string }[] = await em.query(
    'select id, beneficiary_id as "beneficiaryId" from checkup where id = $1 and deleted_at is null',
    [id],
  );
  if (!found) throw new NotFound('体检记录');
  return found;
}

/** All editions, the newest first. */
export function editionsOf(em: EntityManager, checkupId: string): Promise<SummaryRow[]> {
  return em.query(`select ${COLUMNS} from checkup_summary s where s.checkup_id = $1 order by s.edition desc`, [checkupId]);
}

/** The newest edition, held until the commit; undefined when nobody has begun. */
export async function holdNewest(em: EntityManager, checkupId: string): Promise<HeldSummary | undefined> {
  const [found]: HeldSummary[] = await em.query(
    `select ${COLUMNS}, s.author, s.edited_by as "editedBy" from checkup_summary s where s.checkup_id = $1 order by s.edition desc limit 1 for update of s`,
    [checkupId],
  );
  return found;
}

/** As it stands after a change. */
export async function editionAfter(em: EntityManager, id: string): Promise<SummaryRow> {
  const [found]: SummaryRow[] = await em.query(`select ${COLUMNS} from checkup_summary s where s.id = $1`, [id]);
  return found!;
}
