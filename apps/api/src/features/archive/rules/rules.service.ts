import { inIcdRanges, isIcdRange } from '@cadre/clinical/icd-range';
import { labItem } from '@cadre/clinical/lab-items';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, NotFound, Refusal } from '../../../platform/http/refusal.js';
import { forReader } from '../content/assemble.js';
import { ArchiveQueries } from '../content/archive.queries.js';
import { type ArchiveRule, BASE_REASON } from './archive-rule.js';
import type { ArchiveRuleBody, ArchiveRuleChange, ArchiveRulePreview, ArchiveRulePreviewAsked, ArchiveRuleSetView } from './rule.dto.js';
import { RuleQueries } from './rule.queries.js';

const DRAFT = 'PREVIEW';

/** Changes of the diagnosis rules. Each is a new version of the whole set; earlier ones stay readable. */
@Injectable()
export class RulesService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly queries: RuleQueries,
    private readonly archive: ArchiveQueries,
  ) {}

  /** Adds the rule or replaces it. Throws Refusal 412 when somebody changed the set meanwhile, BadInput for what does not exist. */
  async keep(caller: Caller, code: string, { basedOn, ...body }: ArchiveRuleChange): Promise<ArchiveRuleSetView> {
    check(body);
    const rule: ArchiveRule = { code, ...body };
    await this.change(caller, basedOn, (rules) => {
      const isNew = !rules.some((one) => one.code === code);
      return { rules: isNew ? [...rules, rule] : rules.map((one) => (one.code === code ? rule : one)), change: `${isNew ? '新增' : '修改'}“${rule.name}”` };
    });
    return this.queries.view(caller);
  }

  async remove(caller: Caller, code: string, basedOn: number): Promise<ArchiveRuleSetView> {
    await this.change(caller, basedOn, (rules) => {
      const gone = rules.find((one) => one.code === code);
      if (!gone) throw new NotFound('诊断规则');
      return { rules: rules.filter((one) => one.code !== code), change: `删除“${gone.name}”` };
    });
    return this.queries.view(caller);
  }

  /** What the rule, alone, would bring into this person's record; of what the caller may read. */
  async preview(caller: Caller, { beneficiaryId, ...body }: ArchiveRulePreviewAsked): Promise<ArchiveRulePreview> {
    check(body);
    const whole = await this.db.asCaller(caller, async (em) => ({
      beneficiaryId, ...(await this.archive.assembled(em, beneficiaryId, { rules: { version: 0, rules: [{ code: DRAFT, ...body }] } })),
    }));
    const { sections, groups } = forReader(whole, caller);
    const cellsOf = (key: string) => sections.find((section) => section.key === key)?.facts.map(({ cells }) => cells) ?? [];
    const picked = [...cellsOf('labs'), ...cellsOf('exams'), ...cellsOf('medications')].filter(({ group }) => group && group !== BASE_REASON).map(({ name }) => name!);
    const present = new Set(cellsOf('labs').map(({ name }) => name));
    return {
      beneficiaryId, applies: groups.length > 0, picked: [...new Set(picked)],
      diagnoses: cellsOf('diagnoses').filter(({ code }) => inIcdRanges(code ?? null, body.icd)).map(({ name }) => name!),
      without: body.items.map((item) => labItem(item)!.name).filter((name) => !present.has(name)),
    };
  }

  private change(caller: Caller, basedOn: number, next: (rules: readonly ArchiveRule[]) => { rules: readonly ArchiveRule[]; change: string }): Promise<void> {
    return this.db.asCaller(caller, async (em: EntityManager) => {
      await em.query(`select pg_advisory_xact_lock(hashtext('archive_rule_set'))`);
      const { version, rules } = await this.queries.current(em);
      if (version !== basedOn) throw new Refusal(412, 'CHANGED_MEANWHILE', '规则刚刚被他人修改，请刷新后在最新版本上重新修改。');
      const made = next(rules);
      await em.query('insert into archive_rule_set (version, rules, change, changed_by) values ($1, $2, $3, $4)', [
        version + 1, JSON.stringify(made.rules), made.change, caller.username,
      ]);
    });
  }
}

function check({ icd, items }: ArchiveRuleBody): void {
  const wrong = icd.find((range) => !isIcdRange(range));
  if (wrong) throw new BadInput(`“${wrong}”不是有效的诊断编码范围，请写成 I10、E10-E14 或 K76.0。`, [{ field: 'icd', message: '编码范围有误' }]);
  const unknown = items.find((item) => !labItem(item));
  if (unknown) throw new BadInput(`检验项目目录中没有“${unknown}”，请从列表中选择。`, [{ field: 'items', message: '项目不存在' }]);
}
