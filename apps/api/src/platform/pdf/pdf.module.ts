import { Global, Module } from '@nestjs/common';
import { PdfPrinter } from './pdf-printer.port.js';
import { WorkerPrinter } from './worker-printer.js';

@Global()
@Module({
  providers: [{ provide: PdfPrinter, useClass: WorkerPrinter }],
  exports: [PdfPrinter],
})
export class PdfModule {}
