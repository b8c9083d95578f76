import { Injectable, StreamableFile } from '@nestjs/common';
import { Environment } from '../../../config/config.module.js';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput } from '../../../platform/http/refusal.js';
import { PdfPrinter, type PrintedPdf } from '../../../platform/pdf/pdf-printer.port.js';
import { archivePaper } from './archive-paper.js';
import type { ArchiveVersionDetail, PdfAsked } from './version.dto.js';
import { newCode } from './version.js';
import { shown, type StoredVersion, VersionQueries } from './version.queries.js';

export interface PrintedVersion extends PrintedPdf {
  readonly number: string;
}

/** Versions on paper. Every file is on record with who, when, why and its hash. */
@Injectable()
export class VersionPrintService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly versions: VersionQueries,
    private readonly printer: PdfPrinter,
    private readonly environment: Environment,
  ) {}

  async download(caller: Caller, id: string, asked: PdfAsked): Promise<StreamableFile> {
    const { bytes, number } = await this.print(caller, id, asked);
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="${number}.pdf"; filename*=UTF-8''${number}.pdf`, length: bytes.length });
  }

  /** Throws BadInput when a 机密 person's record is asked for without a reason, or parts that the version has none of. */
  async print(caller: Caller, id: string, { reason, sections }: PdfAsked): Promise<PrintedVersion> {
    const code = newCode();
    caller.request.reason = reason ?? null;
    // One transaction for the right to it and the record of it: no record, no file.
    const { id: fileId, version } = await this.db.asCaller(caller, async (em) => {
      const stored = await this.versions.stored(em, id);
      if (stored.confidential && !reason) throw new BadInput('下载机密人员的档案须填写理由。', [{ field: 'reason', message: '请填写理由' }]);
      if (sections && partsOf(shown(stored, caller), sections).length === 0) {
        throw new BadInput('这一版本不含所选的章节，请重新选择。', [{ field: 'sections', message: '没有可打印的内容' }]);
      }
      const [file]: [{ id: string }] = await em.query(
        `insert into archive_file (beneficiary_id, confidential, archive_id, code, signed, reason, made_by) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [stored.beneficiaryId, stored.confidential, id, code, stored.signedAt !== null, reason ?? null, caller.username],
      );
      return { id: file.id, beneficiaryId: stored.beneficiaryId, version: stored };
    });
    const printed = await this.printer.print(this.paper(caller, version, { code, sections }));
    await this.db.asCaller(caller, (em) =>
      em.query('update archive_file set sha256 = $2, pages = $3, bytes = $4 where id = $1', [fileId, printed.sha256, printed.pages, printed.bytes.length]),
    );
    return { ...printed, number: version.number };
  }

  private paper(caller: Caller, version: StoredVersion, { code, sections }: { code: string; sections: PdfAsked['sections'] }) {
    const base = this.environment.values.PUBLIC_URL ?? `http://${this.environment.values.HOST}:${this.environment.values.PORT}`;
    const operator = `${caller.name}${caller.staffNo ? `（${caller.staffNo}）` : ''}`;
    const whole = shown(version, caller);
    const printed = sections ? { ...whole, blocks: partsOf(whole, sections) } : whole;
    return archivePaper(printed, {
      excerptOf: printed.blocks.length < whole.blocks.length ? whole.blocks.length : null,
      operator, at: new Date(), code, verifyUrl: `${base.replace(/\/$/, '')}/verify/${code}`,
    });
  }
}

const partsOf = ({ blocks }: ArchiveVersionDetail, sections: readonly string[]) => blocks.filter(({ section }) => sections.includes(section));
