import { Injectable, StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { PERMISSIONS } from '../../../platform/access/permissions.js';
import { PdfPrinter } from '../../../platform/pdf/pdf-printer.port.js';
import { PhoneVisitors, type PhoneVisitor } from '../phone-visitors.port.js';
import { archivePaper } from '../versions/archive-paper.js';
import { newCode } from '../versions/version.js';
import { shown, type StoredVersion, VersionQueries } from '../versions/version.queries.js';
import type { Inbox, InboxArchive } from './delivery.dto.js';

/** Of himself a person may read all that was sent to him. */
const HIMSELF = { permissions: new Set<string>(Object.keys(PERMISSIONS)) };
const MINE = `d.beneficiary_id = any ($1) and d.status <> 'revoked' and d.expires_at > now()`;

/** What a service object, or his proxy, finds on the phone. */
@Injectable()
export class InboxService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly phones: PhoneVisitors,
    private readonly versions: VersionQueries,
    private readonly printer: PdfPrinter,
  ) {}

  async list(authorization: string | undefined): Promise<Inbox> {
    const visitor = await this.phones.visitorOf(authorization);
    return this.as(visitor, async (em) => {
      await this.phones.acted(em, visitor, 'list');
      const items: Inbox['items'] = await em.query(
        `select d.id, '健康档案' as title, v.version, d.status, d.sent_at as "sentAt", d.expires_at as "expiresAt"
         from archive_delivery d join archive_version v on v.id = d.archive_id where ${MINE} order by d.sent_at desc limit 100`,
        [visitor.beneficiaryIds],
      );
      return { items };
    });
  }

  /** Opening it is reading it. Throws Refusal 410 for what was revoked or has run out, and for what is not his. */
  async open(authorization: string | undefined, id: string): Promise<InboxArchive> {
    const visitor = await this.phones.visitorOf(authorization);
    return this.as(visitor, async (em) => {
      const stored = await this.opened(em, visitor, id, `status = case status when 'sent' then 'read' else status end, read_at = coalesce(read_at, now())`);
      await this.phones.acted(em, visitor, 'read', stored.beneficiaryId);
      const { number, version, asOf, blocks, missing, signedName, signedAt } = shown(stored, HIMSELF);
      return { id, number, version, asOf, blocks, missing, signedName, signedAt };
    });
  }

  async download(authorization: string | undefined, id: string): Promise<StreamableFile> {
    const visitor = await this.phones.visitorOf(authorization);
    const code = newCode();
    const { stored, fileId } = await this.as(visitor, async (em) => {
      const found = await this.opened(em, visitor, id, `status = 'downloaded', read_at = coalesce(read_at, now()), downloaded_at = now()`);
      await this.phones.acted(em, visitor, 'download', found.beneficiaryId);
      const [file]: [{ id: string }] = await em.query(
        `insert into archive_file (beneficiary_id, confidential, archive_id, code, signed, made_by) values ($1, $2, $3, $4, true, $5) returning id`,
        [found.beneficiaryId, found.confidential, found.id, code, `phone:${visitor.account}`],
      );
      return { stored: found, fileId: file.id };
    });
    const { bytes, pages, sha256 } = await this.printer.print(archivePaper(shown(stored, HIMSELF), { operator: '本人', at: new Date(), code, verifyUrl: code }));
    await this.as(visitor, (em) => em.query('update archive_file set sha256 = $2, pages = $3, bytes = $4 where id = $1', [fileId, sha256, pages, bytes.length]));
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="${stored.number}.pdf"`, length: bytes.length });
  }

  private async opened(em: EntityManager, { beneficiaryIds }: PhoneVisitor, id: string, change: string): Promise<StoredVersion> {
    const [[delivery]]: [{ archiveId: string }[], number] = await em.query(
      `update archive_delivery d set ${change} where d.id = $2 and ${MINE} returning archive_id as "archiveId"`, [beneficiaryIds, id],
    );
    if (!delivery) throw new Refusal(410, 'DELIVERY_OVER', '该档案已失效：可能已被撤回、已过期，或不属于您。如需查看请联系干保办。');
    return this.versions.stored(em, delivery.archiveId);
  }

  /** Phones have no staff rights; every statement here names whose records are meant. */
  private as<T>(visitor: PhoneVisitor, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.db.asSystem(`phone:${visitor.account}`, work);
  }
}
