import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { forReader } from '../content/assemble.js';
import { ArchiveQueries } from '../content/archive.queries.js';
import { SECTIONS } from '../content/sections.js';
import { layOut, type TemplateBlock } from './blocks.js';
import type { SectionCatalogue, TemplateDetail, TemplateFilter, TemplateList, TemplatePreview, TemplatePreviewAsked, TemplateRow } from './template.dto.js';

/** `$1` the caller, `$2` his department: his own, his department's, the hospital's. */
export const VISIBLE_TEMPLATE = `(t.owner_id = $1 or (t.scope = 'department' and t.department_code = $2 and t.status <> 'draft') or (t.scope = 'hospital' and t.status <> 'draft'))`;
const COLUMNS = `t.id, t.name, t.scope, t.audience, t.status, t.version, t.owner_name as "ownerName", t.owner_id is not distinct from $1 as mine,
  (select count(*) from archive_version a where a.template_id = t.id) as used, t.updated_at as "updatedAt"`;

export interface TemplateInUse {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly audience: string;
  readonly blocks: readonly TemplateBlock[];
}

/** Templates as somebody sees them. */
@Injectable()
export class TemplateQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly archive: ArchiveQueries,
  ) {}

  list(caller: Caller, { show }: TemplateFilter): Promise<TemplateList> {
    return this.db.asCaller(caller, async (em) => ({
      items: await em.query(
        `select ${COLUMNS} from archive_template t where ${VISIBLE_TEMPLATE} and ($3 = 'all' or t.status = 'published' or (t.owner_id = $1 and t.status = 'draft'))
         order by t.status = 'disabled', case t.scope when 'own' then 0 when 'department' then 1 else 2 end, t.created_at, t.id`,
        [caller.userId, caller.departmentCode, show],
      ),
    }));
  }

  detail(caller: Caller, id: string): Promise<TemplateDetail> {
    return this.db.asCaller(caller, async (em) => {
      const own = [caller.userId, caller.departmentCode, id];
      const [[found], versions]: [(TemplateRow & { blocks: TemplateDetail['blocks'] })[], TemplateDetail['versions']] = await Promise.all([
        em.query(
          `select ${COLUMNS}, v.blocks from archive_template t join archive_template_version v on v.template_id = t.id and v.version = t.version
           where t.id = $3 and ${VISIBLE_TEMPLATE}`, own,
        ),
        em.query(
          `select v.version, v.changed_by as "changedBy", v.changed_at as "changedAt" from archive_template_version v join archive_template t on t.id = v.template_id
           where t.id = $3 and ${VISIBLE_TEMPLATE} order by v.version desc`, own,
        ),
      ]);
      if (!found) throw new NotFound('档案模板');
      return { ...found, versions };
    });
  }

  /** The template as it is to be used now. Throws NotFound for those of others and for disabled ones. */
  async usable(em: EntityManager, caller: Caller, id: string): Promise<TemplateInUse> {
    const [found]: TemplateInUse[] = await em.query(
      `select t.id, t.name, t.version, t.audience, v.blocks from archive_template t join archive_template_version v on v.template_id = t.id and v.version = t.version
       where t.id = $3 and t.status <> 'disabled' and ${VISIBLE_TEMPLATE}`,
      [caller.userId, caller.departmentCode, id],
    );
    if (!found) throw new NotFound('档案模板');
    return found;
  }

  /** Draws blocks that nobody has saved yet, with one person's record; only what the caller may read of it. */
  async preview(caller: Caller, { beneficiaryId, blocks }: TemplatePreviewAsked): Promise<TemplatePreview> {
    const content = await this.db.asCaller(caller, async (em) => ({ beneficiaryId, ...(await this.archive.assembled(em, beneficiaryId, {})) }));
    const readable = forReader(content, caller);
    return { beneficiaryId, blocks: layOut(readable, blocks, { from: null, to: null }) as TemplatePreview['blocks'], missing: [...readable.missing] };
  }

  catalogue({ permissions }: Caller): SectionCatalogue {
    const items = SECTIONS.filter(({ permission }) => permissions.has(permission)).map(({ key, title, columns }) => ({
      key, title,
      columns: columns
        .filter((column) => (!column.permission || permissions.has(column.permission)) && (column.key !== 'group' || permissions.has('diagnosis:read')))
        .map((column) => ({ key: column.key, title: column.title })),
    }));
    return { items };
  }
}
