import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { PERMISSIONS } from '../../../platform/access/permissions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict, Forbidden, NotFound } from '../../../platform/http/refusal.js';
import { Recalls } from '../../recalls/recalls.port.js';
import { Parameters } from '../../settings/parameters.port.js';
import { announce, stale } from './summary-drafts.service.js';
import type { SummaryRow, SummaryStep } from './summary.dto.js';
import { checkupOf, editionAfter, type HeldSummary, holdNewest } from './summary.queries.js';

const WORDS: Readonly<Record<string, string>> = {
  draft: '草稿', submitted: '待审核', approved: '待发布', published: '已发布', superseded: '旧版', withdrawn: '已撤回',
};

/** 提交, 审核, 退回, 发布, 撤回, and that a corrected report was looked through. Every step is one state further and leaves who and when. */
@Injectable()
export class SummarySteps {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly recalls: Recalls,
    private readonly parameters: Parameters,
  ) {}

  submit(caller: Caller, checkupId: string, step: SummaryStep): Promise<SummaryRow> {
    return this.step(caller, checkupId, step, ['draft'], async (em, held) => {
      if (held.body.trim() === '') throw new BadInput('小结还没有内容，不能提交。请先填写小结正文。', [{ field: 'body', message: '请填写小结正文' }]);
      const empty = held.advice.findIndex(({ text }) => text === '');
      if (empty >= 0) throw new BadInput(`第 ${empty + 1} 条建议还没有内容，请填写或删除后再提交。`, [{ field: `advice.${empty}.text`, message: '请填写建议' }]);
      await em.query(`update checkup_summary set status = 'submitted', submitted_by = $2, submitted_at = now(), version = version + 1, updated_at = now() where id = $1`, [held.id, caller.username]);
    });
  }

  approve(caller: Caller, checkupId: string, step: SummaryStep): Promise<SummaryRow> {
    return this.step(caller, checkupId, step, ['submitted'], async (em, held) => {
      if (this.parameters.value('checkup.secondPerson') && [held.author, held.editedBy].includes(caller.username)) {
        throw new Conflict('SECOND_PERSON_NEEDED', '按本院设定，小结须由起草人以外的医生审核。请交由另一位医生审核。');
      }
      await em.query(
        `update checkup_summary set status = 'approved', approved_by = $2, approved_by_name = $3, approved_at = now(), version = version + 1, updated_at = now() where id = $1`,
        [held.id, caller.username, caller.name],
      );
    });
  }

  /** Back to the draft, with the reason for its writer. */
  giveBack(caller: Caller, checkupId: string, step: SummaryStep): Promise<SummaryRow> {
    const reason = reasonOf(step, '退回');
    return this.step(caller, checkupId, step, ['submitted', 'approved'], (em, held) => toDraft(em, held, reason));
  }

  publish(caller: Caller, checkupId: string, step: SummaryStep): Promise<SummaryRow> {
    return this.step(caller, checkupId, step, ['approved'], async (em, held) => {
      const earlier: { id: string }[] = await em.query(`select id from checkup_summary where checkup_id = $1 and status = 'published'`, [checkupId]);
      for (const { id } of earlier) {
        await em.query(`update checkup_summary set status = 'superseded', version = version + 1, updated_at = now() where id = $1`, [id]);
        await this.recalls.dropOpen(em, id, '小结已更正');
      }
      await em.query(
        `update checkup_summary set status = 'published', published_by = $2, published_at = now(), version = version + 1, updated_at = now() where id = $1`,
        [held.id, caller.username],
      );
      await this.recalls.plan(em, caller, {
        summaryId: held.id, checkupId, beneficiaryId: held.beneficiaryId,
        lines: held.advice.flatMap(({ text, recheckItem, recheckDate }, index) => (recheckDate ? [{ line: index + 1, item: recheckItem ?? text.slice(0, 100), advice: text, dueDate: recheckDate }] : [])),
      });
    });
  }

  /** From review back to the draft by its writer; a published one goes out of force, and only by who may approve and with a reason. */
  withdraw(caller: Caller, checkupId: string, step: SummaryStep): Promise<SummaryRow> {
    return this.step(caller, checkupId, step, ['submitted', 'approved', 'published'], async (em, held) => {
      if (held.status !== 'published') return toDraft(em, held, null);
      if (!caller.permissions.has('checkup:approve')) throw new Forbidden(PERMISSIONS['checkup:approve']);
      const reason = reasonOf(step, '撤回已发布的小结');
      await em.query(
        `update checkup_summary set status = 'withdrawn', withdrawn_by = $2, withdrawn_at = now(), withdrawal_reason = $3, version = version + 1,
           updated_at = now() where id = $1`,
        [held.id, caller.username, reason],
      );
      await this.recalls.dropOpen(em, held.id, '小结已撤回');
    });
  }

  /** Somebody has read the corrected report and the summary still holds. */
  confirm(caller: Caller, checkupId: string, step: SummaryStep): Promise<SummaryRow> {
    return this.step(caller, checkupId, step, ['draft', 'submitted', 'approved', 'published'], async (em, held) => {
      await em.query(`update checkup_summary set content_hash = checkup_content(checkup_id), version = version + 1, updated_at = now() where id = $1`, [held.id]);
    });
  }

  private step(
    caller: Caller, checkupId: string, { version }: SummaryStep, from: readonly string[], work: (em: EntityManager, held: HeldSummary) => Promise<void>,
  ): Promise<SummaryRow> {
    return this.db.asCaller(caller, async (em) => {
      await checkupOf(em, checkupId);
      const held = await holdNewest(em, checkupId);
      if (!held) throw new NotFound('体检小结');
      if (held.version !== version) throw stale();
      if (!from.includes(held.status)) {
        throw new Conflict('WRONG_STATE', `小结现在是“${WORDS[held.status]}”，不能进行此操作。请刷新后查看现在的状态。`);
      }
      await work(em, held);
      await announce(em, held.beneficiaryId);
      return editionAfter(em, held.id);
    });
  }
}

async function toDraft(em: EntityManager, { id }: HeldSummary, reason: string | null): Promise<void> {
  await em.query(
    `update checkup_summary set status = 'draft', submitted_by = null, submitted_at = null, approved_by = null, approved_by_name = null,
       approved_at = null, withdrawal_reason = $2, version = version + 1, updated_at = now() where id = $1`,
    [id, reason],
  );
}

function reasonOf({ reason }: SummaryStep, act: string): string {
  if (!reason?.trim()) throw new BadInput(`${act}需要说明原因。`, [{ field: 'reason', message: '请填写原因' }]);
  return reason.trim();
}
