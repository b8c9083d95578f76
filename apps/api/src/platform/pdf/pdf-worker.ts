import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

// This file runs as a thread of its own, from the sources in tests and from dist in the product:
// it imports packages only, never a file of ours.

/** What one thread is asked to print. */
export interface PageWork {
  readonly definition: Record<string, unknown>;
  readonly header: { readonly left: string; readonly right?: string; readonly width: number };
  readonly footer: { readonly lines: readonly string[]; readonly qr: string | null };
  /** SVG behind the content of every page. */
  readonly background: string | null;
}

export type PageAnswer = { readonly bytes: Uint8Array; readonly pages: number } | { readonly error: string };

interface PdfMake {
  setFonts(fonts: Record<string, Record<string, string>>): void;
  setUrlAccessPolicy(policy: (url: string) => boolean): void;
  setLocalAccessPolicy(policy: (path: string) => boolean): void;
  setTableLayouts(layouts: Record<string, Record<string, (at: number, node: TableNode) => unknown>>): void;
  createPdf(definition: Record<string, unknown>): { getBuffer(): Promise<Buffer> };
}
interface TableNode {
  readonly table: { readonly body: readonly unknown[] };
}

const require = createRequire(import.meta.url);
const pdfmake = require('pdfmake') as PdfMake;
const [normal, bold] = ['400Regular', '700Bold'].map((weight) =>
  require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`),
) as [string, string];

pdfmake.setFonts({ Noto: { normal, bold, italics: normal, bolditalics: bold } });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);
pdfmake.setTableLayouts({
  bare: {
    hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 6, paddingTop: () => 1.5, paddingBottom: () => 1.5,
  },
  ruled: {
    hLineWidth: (at, { table }) => (at <= 1 || at === table.body.length ? 0.8 : 0.4),
    vLineWidth: () => 0,
    hLineColor: (at) => (at <= 1 ? '#434343' : '#bfbfbf'),
    paddingLeft: () => 3, paddingRight: () => 3, paddingTop: () => 2, paddingBottom: () => 2,
  },
});

async function print({ definition, header, footer, background }: PageWork): Promise<PageAnswer> {
  let pages = 0;
  const bytes = await pdfmake
    .createPdf({
      ...definition,
      ...(background ? { background: () => ({ svg: background }) } : {}),
      header: () => ({
        margin: [36, 24, 36, 0],
        stack: [
          { columns: [{ text: header.left, bold: true, fontSize: 10 }, { text: header.right ?? '', alignment: 'right', fontSize: 8.5, color: '#595959' }] },
          { canvas: [{ type: 'line', x1: 0, y1: 3, x2: header.width, y2: 3, lineWidth: 0.6, lineColor: '#434343' }] },
        ],
      }),
      footer: (page: number, count: number) => {
        pages = count;
        return {
          margin: [36, 6, 36, 0],
          columns: [
            { width: '*', stack: footer.lines.map((text) => ({ text, fontSize: 8, color: '#595959' })) },
            { width: 'auto', text: `第 ${page} 页 / 共 ${count} 页`, fontSize: 8.5, margin: [8, 0, 8, 0] },
            ...(footer.qr ? [{ width: 50, qr: footer.qr, fit: 50, eccLevel: 'M' }] : []),
          ],
        };
      },
    })
    .getBuffer();
  return { bytes, pages };
}

/** Without what was to be printed: pdfmake repeats the node that it could not set. */
const wordsOf = (error: Error): string => error.message.split(/[{[\n]/)[0]!.slice(0, 80);

parentPort?.on('message', (work: PageWork) => {
  print(work).then(
    (answer) => parentPort?.postMessage(answer),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? wordsOf(error) : 'unknown' } satisfies PageAnswer),
  );
});
