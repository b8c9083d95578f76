import { Injectable, StreamableFile } from '@nestjs/common';
import type { FigureWorkbook } from '../../platform/http/export-sheets.js';
import { fileStamp } from '../../platform/http/hospital-time.js';
import { PdfPrinter } from '../../platform/pdf/pdf-printer.port.js';
import { figureDocument } from './figure-document.js';

/** A page of figures for paper, made of the same tables as its workbook. */
@Injectable()
export class FigurePrints {
  constructor(private readonly printer: PdfPrinter) {}

  async print({ title, period: [from, to], sheets, caller }: FigureWorkbook): Promise<StreamableFile> {
    const at = new Date();
    const { bytes } = await this.printer.print(figureDocument({ title, sheets, maker: { name: caller.name, username: caller.username }, at }));
    const stamp = fileStamp(at);
    const name = `${title}_${from}至${to}_${stamp}.pdf`;
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="figures.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`, length: bytes.length });
  }
}
