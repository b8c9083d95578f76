import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict, Forbidden, NotFound, Refusal } from '../../../platform/http/refusal.js';
import { sectionSpec } from '../content/sections.js';
import type { TemplateBlock } from './blocks.js';
import type { TemplateBody, TemplateChange, TemplateDetail } from './template.dto.js';
import { TemplateQueries, VISIBLE_TEMPLATE } from './template.queries.js';

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string | null;
  readonly departmentCode: string | null;
  readonly scope: string;
  readonly status: string;
  readonly version: number;
  readonly used: boolean;
}

/** Templates in the hands of doctors: made, changed by version, copied, published, disabled. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly queries: TemplateQueries,
  ) {}

  async make(caller: Caller, body: TemplateBody): Promise<TemplateDetail> {
    check(body.blocks);
    mayPublish(caller, body.scope);
    const id = await this.db.asCaller(caller, (em) => insert(em, caller, body, body.scope === 'own' ? 'draft' : 'published'));
    return this.queries.detail(caller, id);
  }

  /** A new version; records made by an earlier one keep it. Throws Refusal 412 when somebody changed it meanwhile. */
  async change(caller: Caller, id: string, { name, audience, blocks, basedOn }: TemplateChange): Promise<TemplateDetail> {
    check(blocks);
    await this.db.asCaller(caller, async (em) => {
      const stored = await changeable(em, caller, id);
      if (stored.version !== basedOn) throw new Refusal(412, 'CHANGED_MEANWHILE', '模板刚刚被修改，请刷新后在最新版本上重新修改。');
      await em.query(`update archive_template set name = $2, audience = $3, version = version + 1, updated_at = now() where id = $1`, [id, name, audience]);
      await em.query('insert into archive_template_version (template_id, version, blocks, changed_by) values ($1, $2, $3, $4)', [
        id, stored.version + 1, JSON.stringify(blocks), caller.username,
      ]);
    });
    return this.queries.detail(caller, id);
  }

  /** The copy is the caller's own, a draft, and shows him no more than he may read anyhow. */
  async copy(caller: Caller, id: string, name: string): Promise<TemplateDetail> {
    const { blocks, audience } = await this.queries.detail(caller, id);
    const made = await this.db.asCaller(caller, (em) => insert(em, caller, { name, scope: 'own', audience: audience as TemplateBody['audience'], blocks }, 'draft'));
    return this.queries.detail(caller, made);
  }

  async publish(caller: Caller, id: string, scope: TemplateBody['scope']): Promise<TemplateDetail> {
    mayPublish(caller, scope);
    await this.db.asCaller(caller, async (em) => {
      await changeable(em, caller, id);
      await em.query(`update archive_template set scope = $2, department_code = $3, status = 'published', updated_at = now() where id = $1`, [id, scope, caller.departmentCode]);
    });
    return this.queries.detail(caller, id);
  }

  async disable(caller: Caller, id: string): Promise<TemplateDetail> {
    await this.db.asCaller(caller, async (em) => {
      await changeable(em, caller, id);
      await em.query(`update archive_template set status = 'disabled', updated_at = now() where id = $1`, [id]);
    });
    return this.queries.detail(caller, id);
  }

  /** Throws Conflict when a record was made by it: then it can only be disabled. */
  remove(caller: Caller, id: string): Promise<void> {
    return this.db.asCaller(caller, async (em) => {
      const { name, used } = await changeable(em, caller, id);
      if (used) throw new Conflict('TEMPLATE_IN_USE', `已有档案由“${name}”生成，不能删除。请改为停用，已生成的档案不受影响。`);
      await em.query('delete from archive_template where id = $1', [id]);
    });
  }
}

async function insert(em: EntityManager, caller: Caller, { name, scope, audience, blocks }: TemplateBody, status: string): Promise<string> {
  const [{ id }]: [{ id: string }] = await em.query(
    `insert into archive_template (name, scope, audience, owner_id, owner_name, department_code, status) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [name, scope, audience, caller.userId, caller.name, caller.departmentCode, status],
  );
  await em.query('insert into archive_template_version (template_id, version, blocks, changed_by) values ($1, 1, $2, $3)', [id, JSON.stringify(blocks), caller.username]);
  return id;
}

/** One's own; those of the department or hospital for whoever may publish there. */
async function changeable(em: EntityManager, caller: Caller, id: string): Promise<Stored> {
  const [found]: Stored[] = await em.query(
    `select t.id, t.name, t.owner_id as "ownerId", t.department_code as "departmentCode", t.scope, t.status, t.version, template_is_used(t.id) as used
     from archive_template t where t.id = $3 and ${VISIBLE_TEMPLATE} for update`,
    [caller.userId, caller.departmentCode, id],
  );
  if (!found) throw new NotFound('档案模板');
  if (found.ownerId !== caller.userId && !caller.permissions.has('archive:publish')) throw new Forbidden('修改他人的模板；可以先复制为自己的模板再修改');
  return found;
}

function mayPublish(caller: Caller, scope: string): void {
  if (scope !== 'own' && !caller.permissions.has('archive:publish')) throw new Forbidden('发布科室与全院档案模板');
}

function check(blocks: readonly TemplateBlock[]): void {
  for (const { section, columns, form } of blocks) {
    const spec = sectionSpec(section);
    const unknown = columns?.find((key) => !spec.columns.some((column) => column.key === key));
    if (unknown) throw new BadInput(`“${spec.title}”没有列“${unknown}”，请从列表中选择。`, [{ field: 'blocks', message: '列不存在' }]);
    if (form === 'chart' && section !== 'labs') throw new BadInput(`“${spec.title}”不能画成趋势图，请改选表格或文字。`, [{ field: 'blocks', message: '呈现方式不适用' }]);
  }
}
