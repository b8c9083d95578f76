import { Injectable, StreamableFile } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { PdfPrinter } from '../../../platform/pdf/pdf-printer.port.js';
import { WordWriter } from '../../../platform/word/word-writer.port.js';
import { Parameters } from '../../settings/parameters.port.js';
import { reportDocument } from './report-document.js';
import { templateOf } from './report-templates.js';
import type { ReportFormat } from './report.dto.js';
import { ReportQueries } from './reports.queries.js';
import { fileStamp } from '../../../platform/http/hospital-time.js';

const TYPES: Readonly<Record<ReportFormat, string>> = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };

/** A report as a file for paper: the same document as a PDF and as Word. */
@Injectable()
export class ReportFiles {
  constructor(
    private readonly reports: ReportQueries,
    private readonly printer: PdfPrinter,
    private readonly writer: WordWriter,
    private readonly parameters: Parameters,
  ) {}

  async file(caller: Caller, id: string, format: ReportFormat): Promise<StreamableFile> {
    const [report, adjusted] = [await this.reports.one(caller, id), await this.reports.adjustments(caller, id)];
    const at = new Date();
    const document = reportDocument(report, adjusted, { name: caller.name, username: caller.username, at }, this.parameters.value('hospital.code'));
    const bytes = format === 'pdf' ? (await this.printer.print(document)).bytes : await this.writer.write(document);
    const stamp = fileStamp(at);
    const name = `${templateOf(report.kind).title}_${report.period}_第${report.version}版_${stamp}.${format}`;
    return new StreamableFile(bytes, { type: TYPES[format], disposition: `attachment; filename="report.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`, length: bytes.length });
  }
}
