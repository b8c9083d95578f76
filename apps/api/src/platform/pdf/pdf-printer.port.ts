import type { PdfDocument } from './pdf-document.js';

export interface PrintedPdf {
  readonly bytes: Buffer;
  readonly pages: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
}

/** Turns a document into a PDF with an embedded Chinese font and text that can be selected. */
export abstract class PdfPrinter {
  /** Throws a Refusal PDF_TOO_LARGE when the document needs more time or memory than one may have, PDF_FAILED when it cannot be set. */
  abstract print(document: PdfDocument): Promise<PrintedPdf>;
}
