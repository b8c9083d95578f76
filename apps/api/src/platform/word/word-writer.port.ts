import type { PdfDocument } from '../pdf/pdf-document.js';

/** Turns a document into a Word file (docx) that can be edited: the same plain document that is printed as a PDF. */
export abstract class WordWriter {
  /** Throws a Refusal WORD_FAILED when it cannot be written or takes too long. */
  abstract write(document: PdfDocument): Promise<Buffer>;
}
