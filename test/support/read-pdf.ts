import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PrintedPage {
  /** Text of the page as somebody would select it, without spaces: where lines break is the printer's affair. */
  readonly text: string;
}

/** What a reader finds in a PDF: the text of each page, read by another library than the one that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<PrintedPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push({ text: items.map((item) => ('str' in item ? item.str : '')).join('').replace(/\s+/g, '') });
  }
  await task.destroy();
  return pages;
}
