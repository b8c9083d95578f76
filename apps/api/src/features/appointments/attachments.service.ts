import { createHash } from 'node:crypto';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../platform/http/refusal.js';
import type { AttachmentList, AttachmentOf, AttachmentRow } from './attachment.dto.js';
import { mediaTypeOf, TAKEN_TYPES } from './attachment-types.js';

export type AttachedTo = 'mission' | 'reception';
const CALLED: Readonly<Record<AttachedTo, string>> = { mission: '保健任务', reception: '接待记录' };
const ROW = `a.id, (select r.beneficiary_id from reception r where r.id = a.reception_id) as "beneficiaryId", a.name, a.media_type as "mediaType", a.bytes, a.sha256, a.added_by_name as "addedBy", a.added_at as "addedAt"`;
const MOST_FILES = 20;
const LONGEST_NAME = 120;

/** Files of missions and receptions, sealed as they are kept. What was taken away is gone; that it had been there stays. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  list(caller: Caller, to: AttachedTo, id: string): Promise<AttachmentList> {
    return this.db.asCaller(caller, async (em) => {
      const [found]: unknown[] = await em.query(`select 1 from ${to} where id = $1`, [id]);
      if (!found) throw new NotFound(CALLED[to]);
      return listOf(em, to, id);
    });
  }

  /** @param sent bytes as they came, and the name as its sender wrote it */
  add(caller: Caller, to: AttachedTo, id: string, sent: { bytes: unknown; name: string }): Promise<AttachmentRow> {
    const { bytes, name } = sent;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new BadInput('文件是空的，请重新选择。', [{ field: 'file', message: '不能为空' }]);
    const mediaType = mediaTypeOf(name, bytes);
    if (!mediaType) throw new BadInput(`只能上传 ${TAKEN_TYPES} 文件，且内容须与扩展名一致。`, [{ field: 'file', message: '不支持的文件' }]);
    return this.db.asCaller(caller, async (em) => {
      const [found]: unknown[] = await em.query(`select 1 from ${to} where id = $1 for update`, [id]);
      if (!found) throw new NotFound(CALLED[to]);
      const [counted]: [{ files: number }] = await em.query(`select count(*)::integer as files from work_attachment where ${to}_id = $1 and removed_at is null`, [id]);
      if (counted.files >= MOST_FILES) throw new Conflict('TOO_MANY_FILES', `一条记录最多 ${MOST_FILES} 个附件，请先移除不需要的附件。`);
      const [added]: AttachmentRow[] = await em.query(
        `insert into work_attachment as a (${to}_id, name, media_type, bytes, sha256, content_cipher, added_by, added_by_name) values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${ROW}`,
        [id, shortened(name), mediaType, bytes.length, createHash('sha256').update(bytes).digest('hex'), this.cipher.sealPayload(bytes), caller.username, caller.name],
      );
      return added!;
    });
  }

  async file(caller: Caller, to: AttachedTo, { id, attachmentId }: AttachmentOf): Promise<StreamableFile> {
    // Whose reception it is goes on the trail with it.
    const found = await this.db.asCaller(caller, async (em) => {
      const [row]: (AttachmentRow & { sealed: Buffer })[] = await em.query(
        `select ${ROW}, a.content_cipher as sealed from work_attachment a where a.id = $1 and a.${to}_id = $2 and a.removed_at is null`, [attachmentId, id]);
      if (!row) throw new NotFound('附件');
      return row;
    });
    const content = this.cipher.openPayload(found.sealed);
    return new StreamableFile(content, {
      type: found.mediaType, length: content.length,
      disposition: `attachment; filename="attachment"; filename*=UTF-8''${encodeURIComponent(found.name)}`,
    });
  }

  remove(caller: Caller, to: AttachedTo, { id, attachmentId }: AttachmentOf, reason: string): Promise<AttachmentList> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      const [, removed]: [unknown[], number] = await em.query(
        `update work_attachment set content_cipher = null, removed_by_name = $3, removed_at = now(), remove_reason = $4
         where id = $1 and ${to}_id = $2 and removed_at is null`, [attachmentId, id, caller.name, reason]);
      if (removed === 0) throw new NotFound('附件');
      return listOf(em, to, id);
    });
  }
}

async function listOf(em: EntityManager, to: AttachedTo, id: string): Promise<AttachmentList> {
  return { items: await em.query(`select ${ROW} from work_attachment a where a.${to}_id = $1 and a.removed_at is null order by a.added_at desc, a.id`, [id]) };
}

/** The end of a long name is what tells its kind. */
function shortened(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const ending = `.${name.split('.').at(-1)!}`;
  return `${name.slice(0, LONGEST_NAME - ending.length)}${ending}`;
}
