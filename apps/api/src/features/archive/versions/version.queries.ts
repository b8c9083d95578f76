import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../../platform/database/visible-person.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { forReader } from '../content/assemble.js';
import { layOut } from '../templates/blocks.js';
import type { KeptContent } from './version.js';
import type { ArchiveVersionDetail, ArchiveVersionList, ArchiveVersionRow, FileState, VersionDiff } from './version.dto.js';
import { differences } from './version-diff.js';

export const VERSION_COLUMNS = `id, beneficiary_id as "beneficiaryId", version, number, template_name as "templateName", template_version as "templateVersion",
  rule_version as "ruleVersion", audience, as_of as "asOf", period_from as "periodFrom", period_to as "periodTo", missing, content_hash as "contentHash",
  generated_name as "generatedName", generated_at as "generatedAt", signed_name as "signedName", signed_at as "signedAt", opinion`;

export type StoredVersion = ArchiveVersionRow & { readonly content: KeptContent; readonly confidential: boolean };

/** Versions of a person's record, as each reader may see them. */
@Injectable()
export class VersionQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string): Promise<ArchiveVersionList> {
    return this.db.asCaller(caller, async (em) => {
      const [, items]: [void, ArchiveVersionRow[]] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(`select ${VERSION_COLUMNS} from archive_version where beneficiary_id = $1 order by version desc limit 200`, [beneficiaryId]),
      ]);
      return { items };
    });
  }

  async detail(caller: Caller, id: string): Promise<ArchiveVersionDetail> {
    return shown(await this.db.asCaller(caller, (em) => this.stored(em, id)), caller);
  }

  /** Throws NotFound for what does not exist or is not the caller's to see. */
  async stored(em: EntityManager, id: string): Promise<StoredVersion> {
    const [found]: StoredVersion[] = await em.query(`select ${VERSION_COLUMNS}, content, confidential from archive_version where id = $1`, [id]);
    if (!found) throw new NotFound('档案版本');
    return found;
  }

  /** What the version says otherwise than an earlier one of the same person, of what the caller may read. */
  diff(caller: Caller, id: string, earlierId: string): Promise<VersionDiff> {
    return this.db.asCaller(caller, async (em) => {
      const [now, before] = await Promise.all([this.stored(em, id), this.stored(em, earlierId)]);
      if (now.beneficiaryId !== before.beneficiaryId) throw new NotFound('档案版本');
      const changes = differences(forReader(before.content.archive, caller), forReader(now.content.archive, caller));
      return { beneficiaryId: now.beneficiaryId, fromVersion: before.version, toVersion: now.version, changes };
    });
  }

  /** For whoever holds the paper. Throws NotFound for a code that was never printed. */
  async fileState(code: string): Promise<FileState> {
    const [found] = await this.db.asNobody<FileState[]>(
      `select number, version, made_at as "madeAt", pages, sha256, signed, newest from archive_file_state($1)`, [code.toUpperCase()],
    );
    if (!found) throw new NotFound('文件');
    return found;
  }
}

/** Laid out for this reader: what he has no right to is not there. */
export function shown({ content, confidential: _confidential, ...row }: StoredVersion, caller: Pick<Caller, 'permissions'>): ArchiveVersionDetail {
  const readable = forReader(content.archive, caller);
  const withdrawn = caller.permissions.has('diagnosis:read') ? [...content.withdrawn] : [];
  return { ...row, blocks: layOut(readable, content.blocks, content.period) as ArchiveVersionDetail['blocks'], withdrawn };
}
