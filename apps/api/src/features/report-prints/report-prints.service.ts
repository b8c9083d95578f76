import { Injectable, StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { NotFound, Refusal } from '../../platform/http/refusal.js';
import { PdfPrinter } from '../../platform/pdf/pdf-printer.port.js';
import { examSheets } from './exam-sheets.js';
import { type LabSheet, labSheets } from './lab-sheets.js';
import type { PrintedSheets, PrintOrder, PrintRecord, PrintRecords, ReportSheet } from './report-print.dto.js';
import { sheetsPdf } from './sheet-pdf.js';
import { timeWords } from './sheet-words.js';

export type ReportKind = 'lab' | 'exam';
const WORDS: Readonly<Record<ReportKind, string>> = { lab: '检验报告', exam: '检查报告' };

/** Reports on paper: every printing is counted, from the second on it says 补打, and what is not valid is not printed. */
@Injectable()
export class ReportPrints {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly printer: PdfPrinter,
  ) {}

  /** For the printer of whoever asks. Throws NotFound for what is not his to see, Refusal NOT_PRINTABLE for what is not valid. */
  async sheets(caller: Caller, kind: ReportKind, order: PrintOrder): Promise<PrintedSheets> {
    return { copies: order.copies, paper: order.paper, items: await this.record(caller, kind, order, 'paper') };
  }

  async pdf(caller: Caller, kind: ReportKind, order: PrintOrder): Promise<StreamableFile> {
    const sheets = await this.record(caller, kind, order, 'pdf');
    const { bytes } = await this.printer.print(sheetsPdf(sheets, order.paper, { by: caller.name, at: timeWords(new Date())! }));
    const stamp = timeWords(new Date())!.replaceAll(/\D/g, '');
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="${kind}-report_${stamp}.pdf"`, length: bytes.length });
  }

  /** When and by whom it was printed. */
  history(caller: Caller, kind: ReportKind, reportId: string): Promise<PrintRecords> {
    return this.db.asCaller(caller, async (em) => {
      const [found]: { beneficiaryId: string }[] = await em.query(`select beneficiary_id as "beneficiaryId" from ${kind}_report where id = $1 and status <> 'preliminary'`, [reportId]);
      if (!found) throw new NotFound(WORDS[kind]);
      const prints: PrintRecord[] = await em.query(
        `select nth, revision, copies, medium, paper, printed_by_name as "printedBy", printed_at as "printedAt"
         from report_print where report_id = $1 and report_kind = $2 order by nth desc`,
        [reportId, kind],
      );
      return { beneficiaryId: found.beneficiaryId, prints };
    });
  }

  private record(caller: Caller, kind: ReportKind, order: PrintOrder, medium: 'paper' | 'pdf'): Promise<ReportSheet[]> {
    return this.db.asCaller(caller, async (em) => {
      // In one order everywhere, so that two who print the same reports do not wait for each other.
      for (const id of order.reportIds.toSorted()) await em.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`print ${id}`]);
      const sheets = kind === 'lab' ? await labSheets(em, order.reportIds, order.onlyAbnormal) : await examSheets(em, order.reportIds);
      if (sheets.length < order.reportIds.length) throw new NotFound(WORDS[kind]);
      mustBeValid(sheets);
      return Promise.all(sheets.map((sheet) => count(em, caller, sheet, { kind, medium, order })));
    });
  }
}

function mustBeValid(sheets: readonly LabSheet[]): void {
  const bad = sheets.find(({ status }) => status !== 'final' && status !== 'corrected');
  if (!bad) return;
  const why = bad.status === 'withdrawn' ? '已撤回' : '尚未审核';
  throw new Refusal(409, 'NOT_PRINTABLE', `报告 ${bad.reportNo} ${why}，不能打印。请去掉这份报告后再试。`);
}

async function count(
  em: EntityManager, { username, name }: Caller, { id, status: _status, revision, ...sheet }: LabSheet,
  { kind, medium, order }: { kind: ReportKind; medium: string; order: PrintOrder },
): Promise<ReportSheet> {
  const [{ nth }]: [{ nth: number }] = await em.query(
    `insert into report_print (beneficiary_id, confidential, report_kind, report_id, revision, nth, copies, medium, paper, printed_by, printed_by_name)
     select b.id, b.confidential, $2, $3, $4, coalesce((select max(nth) from report_print where report_id = $3), 0) + 1, $5, $6, $7, $8, $9
     from beneficiary b where b.id = $1 returning nth`,
    [sheet.beneficiaryId, kind, id, revision, order.copies, medium, order.paper, username, name],
  );
  return { ...sheet, nth };
}
