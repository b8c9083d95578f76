import { Injectable, StreamableFile } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { PdfPrinter, type PrintedPdf } from '../../../platform/pdf/pdf-printer.port.js';
import { checkupOf } from '../summaries/summary.queries.js';
import { ReportContentQueries } from './report-content.queries.js';
import { reportPaper } from './report-paper.js';
import type { ReportKind } from './report.dto.js';

export interface PrintedReport extends PrintedPdf {
  readonly beneficiaryId: string;
  /** 年度_体检号, without anybody's name or unit. */
  readonly name: string;
  /** 年度_单位_姓名_体检号: inside a packed file only, which nobody sees who does not open it. */
  readonly nameInside: string;
}

/** Check-up reports as the system sets them. */
@Injectable()
export class CheckupReports {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly content: ReportContentQueries,
    private readonly printer: PdfPrinter,
  ) {}

  /** The file goes out only once its row with its digest is on the access trail, and while the person is still the caller's to see. */
  async download(caller: Caller, id: string, kind: ReportKind): Promise<StreamableFile> {
    const { bytes, sha256, name } = await this.print(caller, id, kind);
    await this.db.asCaller(caller, async (em) => {
      const { beneficiaryId } = await checkupOf(em, id);
      return { id, beneficiaryId, sha256, rowCount: 1 };
    });
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="${name}.pdf"; filename*=UTF-8''${name}.pdf`, length: bytes.length });
  }

  /** Reads and sets one report. It leaves nothing on the trail: whoever gives the bytes out does. */
  async print(caller: Caller, id: string, kind: ReportKind): Promise<PrintedReport> {
    const content = await this.content.of({ ...caller, request: { ...caller.request, audit: 'skip' } }, id, kind);
    const operator = `${caller.name}${caller.staffNo ? `（${caller.staffNo}）` : ''}`;
    const printed = await this.printer.print(reportPaper(content, operator, new Date()));
    const { year, checkupNo, beneficiaryId, name: person, workUnit } = content.checkup;
    const number = checkupNo.replaceAll(/[^\w-]/g, '_');
    return { ...printed, beneficiaryId, name: `${year}_${number}`, nameInside: [year, workUnit, person, number].filter(Boolean).join('_') };
  }
}
