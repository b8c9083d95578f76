import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { LiveEvents } from '../../../platform/http/live-events.js';
import { Conflict, Forbidden, Refusal } from '../../../platform/http/refusal.js';
import { PERMISSIONS } from '../../../platform/access/permissions.js';
import { Parameters } from '../../settings/parameters.port.js';
import type { NewEdition, SummaryInput, SummaryRow, SummaryView } from './summary.dto.js';
import { checkupOf, editionAfter, editionsOf, holdNewest } from './summary.queries.js';

const IN_WORK = ['draft', 'submitted', 'approved'];

/** Writing the hospital's own summary. Two writers never overwrite each other: whoever read an older version is told. */
@Injectable()
export class SummaryDrafts {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
  ) {}

  view(caller: Caller, checkupId: string): Promise<SummaryView> {
    const mayApprove = caller.permissions.has('checkup:approve');
    const mayDraft = this.mayDraft(caller);
    return this.db.asCaller(caller, async (em) => {
      const [checkup, editions] = await Promise.all([checkupOf(em, checkupId), editionsOf(em, checkupId)]);
      const shown = editions.filter(({ status }) => mayDraft || mayApprove || !IN_WORK.includes(status));
      return { ...checkup, mayDraft, mayApprove, editions: shown };
    });
  }

  /** Makes the first edition or saves the one in work. Throws 412 when somebody else saved in between, Conflict when nothing may be typed. */
  async save(caller: Caller, checkupId: string, input: SummaryInput): Promise<SummaryRow> {
    this.mustDraft(caller);
    return this.db.asCaller(caller, async (em) => {
      const { beneficiaryId } = await checkupOf(em, checkupId);
      const held = await holdNewest(em, checkupId);
      if (!held || held.status === 'withdrawn') {
        if (input.version !== undefined && held?.version !== input.version) throw stale();
        return this.begin(em, caller, { checkupId, beneficiaryId, edition: (held?.edition ?? 0) + 1, reason: held ? '撤回后重写' : null }, input);
      }
      if (held.status === 'published') {
        throw new Conflict('SUMMARY_PUBLISHED', '小结已发布，不能再修改。如需更正，请点“更正”并说明原因，另起新版。');
      }
      if (held.version !== input.version) throw stale();
      if (held.status === 'approved' || (held.status === 'submitted' && !caller.permissions.has('checkup:approve'))) {
        throw new Conflict('SUMMARY_IN_REVIEW', '小结已提交审核，暂不能修改。请先撤回到草稿，或由审核医生修改。');
      }
      await em.query(
        `update checkup_summary set body = $2, advice = $3, risk_level = $4, edited_by = $5, edited_by_name = $6, version = version + 1,
           updated_at = now() where id = $1`,
        [held.id, input.body, JSON.stringify(input.advice), input.riskLevel, caller.username, caller.name],
      );
      await announce(em, beneficiaryId);
      return editionAfter(em, held.id);
    });
  }

  /** Begins the next edition with the words of the published one. */
  async nextEdition(caller: Caller, checkupId: string, { reason }: NewEdition): Promise<SummaryRow> {
    this.mustDraft(caller);
    return this.db.asCaller(caller, async (em) => {
      const { beneficiaryId } = await checkupOf(em, checkupId);
      const held = await holdNewest(em, checkupId);
      if (held?.status !== 'published') throw new Conflict('NO_PUBLISHED_SUMMARY', '没有可更正的已发布小结。请刷新后查看现在的状态。');
      return this.begin(em, caller, { checkupId, beneficiaryId, edition: held.edition + 1, reason }, held);
    });
  }

  private async begin(
    em: EntityManager, caller: Caller, at: { checkupId: string; beneficiaryId: string; edition: number; reason: string | null },
    { body, advice, riskLevel }: Pick<SummaryRow, 'body' | 'advice' | 'riskLevel'>,
  ): Promise<SummaryRow> {
    const [made]: { id: string }[] = await em.query(
      `insert into checkup_summary (checkup_id, beneficiary_id, confidential, edition, body, advice, risk_level, reason, content_hash,
         author, author_name, edited_by, edited_by_name)
       select c.id, c.beneficiary_id, c.confidential, $2, $3, $4, $5, $6, checkup_content(c.id), $7, $8, $7, $8 from checkup c where c.id = $1
       on conflict do nothing returning id`,
      [at.checkupId, at.edition, body, JSON.stringify(advice), riskLevel, at.reason, caller.username, caller.name],
    );
    // Somebody began at the same moment.
    if (!made) throw stale();
    await announce(em, at.beneficiaryId);
    return editionAfter(em, made.id);
  }

  private mayDraft(caller: Caller): boolean {
    if (caller.permissions.has('checkup:approve')) return true;
    return caller.permissions.has('checkup:summarize') && this.parameters.value('checkup.draftBy') === 'all';
  }

  private mustDraft(caller: Caller): void {
    if (!this.mayDraft(caller)) throw new Forbidden(PERMISSIONS['checkup:approve']);
  }
}

export const stale = (): Refusal =>
  new Refusal(412, 'STALE_VERSION', '这份小结在您打开之后已被他人修改。您的内容没有丢失，请对照两边的内容后再保存。');

export function announce(em: EntityManager, beneficiaryId: string): Promise<void> {
  return LiveEvents.announce(em, [{ topic: 'checkups', beneficiaryId }]);
}
