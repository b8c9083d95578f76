import { hospitalDay } from '@cadre/clinical/calendar-day';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { checkPeriod } from '../../../platform/database/list-conditions.js';
import { Conflict } from '../../../platform/http/refusal.js';
import { ArchiveQueries } from '../content/archive.queries.js';
import { forReader } from '../content/assemble.js';
import { layOut, onlyShown } from '../templates/blocks.js';
import { TemplateQueries } from '../templates/template.queries.js';
import { contentHash, type KeptContent, newNumber, withdrawnSince } from './version.js';
import type { ArchiveVersionDetail, GenerateAsked } from './version.dto.js';
import { shown, type StoredVersion, VersionQueries } from './version.queries.js';

/** Versions are made and signed; nothing else ever happens to them. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly archive: ArchiveQueries,
    private readonly templates: TemplateQueries,
    private readonly versions: VersionQueries,
  ) {}

  /** Version n + 1, unsigned. Throws Conflict when the template and period leave nothing to print. */
  async generate(caller: Caller, beneficiaryId: string, asked: GenerateAsked): Promise<ArchiveVersionDetail> {
    checkPeriod(asked.from, asked.to, 'to');
    return shown(await this.db.asCaller(caller, (em) => this.made(em, caller, beneficiaryId, asked)), caller);
  }

  async made(em: EntityManager, caller: Caller, beneficiaryId: string, { templateId, asOf, from, to }: GenerateAsked): Promise<StoredVersion> {
    const template = await this.templates.usable(em, caller, templateId);
    const whole = await this.archive.assembled(em, beneficiaryId, { asOf });
    const archive = onlyShown(forReader(whole, caller), template.blocks);
    const period = { from: from ?? null, to: to ?? null };
    if (layOut(archive, template.blocks, period).length === 0) {
      throw new Conflict('ARCHIVE_EMPTY', '所选模板与时间范围内没有可生成的内容，未生成档案。请更换模板或放宽时间范围。');
    }
    await em.query(`select pg_advisory_xact_lock(hashtext('archive_version'), hashtext($1))`, [beneficiaryId]);
    const [last]: { version: number; content: KeptContent }[] = await em.query(
      'select version, content from archive_version where beneficiary_id = $1 order by version desc limit 1', [beneficiaryId],
    );
    const content: KeptContent = { archive, blocks: template.blocks, period, withdrawn: withdrawnSince(last?.content, archive) };
    const shownTitles = new Set(archive.sections.map(({ title }) => title));
    const [{ id }]: [{ id: string }] = await em.query(
      `insert into archive_version (beneficiary_id, confidential, version, number, template_id, template_version, template_name, audience, rule_version, as_of,
         period_from, period_to, content, content_hash, missing, generated_by, generated_name)
       select b.id, b.confidential, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, now()), $10, $11, $12, $13, $14, $15, $16 from beneficiary b where b.id = $1 returning id`,
      [
        beneficiaryId, (last?.version ?? 0) + 1, newNumber(hospitalDay(new Date())), template.id, template.version, template.name, template.audience, archive.ruleVersion,
        archive.asOf, period.from, period.to, JSON.stringify(content), contentHash(content), archive.missing.filter((line) => shownTitles.has(line.split('：')[0]!)),
        caller.username, caller.name,
      ],
    );
    return this.versions.stored(em, id);
  }

  /** Once. Throws Conflict when it is signed already. */
  sign(caller: Caller, id: string, opinion: string): Promise<ArchiveVersionDetail> {
    return this.db.asCaller(caller, async (em) => {
      const { signedName } = await this.versions.stored(em, id);
      const [, signed]: [unknown[], number] = await em.query(
        'update archive_version set opinion = $2, signed_by = $3, signed_name = $4, signed_at = now() where id = $1 and signed_at is null', [id, opinion, caller.username, caller.name],
      );
      if (signed === 0) throw new Conflict('ALREADY_SIGNED', `该版本已由${signedName ?? '他人'}审签，不能再次审签。如需修改意见，请重新生成一个版本。`);
      return shown(await this.versions.stored(em, id), caller);
    });
  }
}
