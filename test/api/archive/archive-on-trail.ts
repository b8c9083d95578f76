import type { TestDatabase } from '../../support/database.js';

const WHOLE = '5e0c1a4e-0000-4000-8000-000000000001';

/** A version of the person's record, so that reading it leaves its row; says what the operations on it ask for. */
export async function archiveOnTrail(db: TestDatabase, person: string, ids: Record<string, string>, asked: Record<string, Readonly<Record<string, string>>>): Promise<void> {
  const [written] = await db.query<{ id: string }>(
    `insert into archive_version (beneficiary_id, confidential, version, number, template_id, template_version, template_name, audience, rule_version, as_of, content, content_hash, missing,
       generated_by, generated_name)
     values ($1, false, 1, 'DA1', $2, 1, '完整健康档案', 'staff', 1, now(), '{"archive":{"sections":[]},"blocks":[],"period":{},"withdrawn":[]}', 'h', '{}', 'test', '测试') returning id`,
    [person, WHOLE],
  );
  Object.assign(ids, { archives: written!.id, 'archive-templates': WHOLE });
  asked['GET /archives/{id}/diff'] = { with: written!.id };
}
