import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { PERMISSIONS } from '../../../platform/access/permissions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict, Forbidden } from '../../../platform/http/refusal.js';
import { Jobs } from '../../../platform/jobs/jobs.service.js';
import { TemplateQueries } from '../templates/template.queries.js';
import { ArchiveBatchJob } from './archive-batch.job.js';
import type { BatchAsked, BatchStarted } from './batch.dto.js';

const MOST_PEOPLE = 500;

/** Records of many people, made without anybody waiting. */
@Injectable()
export class BatchesService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly jobs: Jobs,
    private readonly handler: ArchiveBatchJob,
    private readonly templates: TemplateQueries,
  ) {}

  /** Throws Conflict when nobody, or more people than one file should hold, would be in it. */
  start(caller: Caller, { templateId, workUnit, careLevel }: BatchAsked): Promise<BatchStarted> {
    if (!caller.permissions.has('archive:download')) throw new Forbidden(PERMISSIONS['archive:download']);
    if (!workUnit && !careLevel?.length) throw new BadInput('请选择单位或保健级别。', [{ field: 'workUnit', message: '单位与级别至少选一项' }]);
    return this.db.asCaller(caller, async (em) => {
      const { name } = await this.templates.usable(em, caller, templateId);
      const people: { id: string }[] = await em.query(
        `select id from beneficiary where status = 'active' and ($1::text is null or work_unit = $1) and ($2::text[] is null or care_level = any ($2))
         order by name_sort, id limit ${MOST_PEOPLE + 1}`,
        [workUnit ?? null, careLevel?.length ? careLevel : null],
      );
      if (people.length === 0) throw new Conflict('NOBODY', '没有符合条件的对象，请调整单位或级别。');
      if (people.length > MOST_PEOPLE) throw new Conflict('TOO_MANY', `符合条件的对象超过 ${MOST_PEOPLE} 人，请缩小范围后分批生成。`);
      const id = await this.jobs.submit(em, caller, this.handler, {
        title: `批量生成健康档案（${name}，${people.length} 人）`, asked: { templateId, people: people.map((person) => person.id) }, total: people.length,
      });
      return { id, people: people.length };
    });
  }
}
