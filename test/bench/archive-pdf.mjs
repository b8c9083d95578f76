// Many long health records on paper, one after the other: how long each takes beside the bare setting of the same table, and whether memory stays.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { API_DIST } from './places.mjs';
import { median, right } from './rounds.mjs';
import { residentMb } from './start-up.mjs';

const ROWS = 1_290;
const PAGES = 30;
/** So many documents go by before memory is looked at: by then the thread was renewed once. */
const WARM = 30;
/** Every so many documents one of the floor is set between them. */
const FLOOR_EVERY = 10;
const HEADS = ['关注原因', '项目', '采样日期', '结果', '单位', '参考区间', '来源'];

const rows = Array.from({ length: ROWS }, (_, at) => [
  '2 型糖尿病', '糖化血红蛋白', `20${String(16 + (at % 10)).padStart(2, '0')}-0${1 + (at % 9)}-1${at % 10}`, `${(5 + (at % 40) / 10).toFixed(1)}`, 'mmol/L', '4.0～6.0', `LIS L${100_000 + at}`,
]);

/** A record of thirty pages, as the product hands it to its printer. */
const record = (/** @type {number} */ nth) => ({
  title: `健康档案 ${nth}`,
  header: { left: '医院', right: `健康档案 编号 ${nth}` }, footer: ['操作人 测量', '校验码 ABCDEFGH'], qr: `http://127.0.0.1/verify/${nth}`,
  watermark: '测量 2026-01-01 08:00', stamp: '未审签',
  blocks: [
    { kind: 'title', text: '健康档案', subtitle: '完整健康档案' }, { kind: 'heading', text: '一、关键检验趋势' },
    { kind: 'table', columns: HEADS.map((title) => ({ title })), rows: rows.map((cells, at) => cells.map((text, column) => (column === 3 && at % 5 === 0 ? { text, tone: 'abnormal' } : text))) },
  ],
});

/**
 * @param {number} documents how many records
 * @returns {Promise<{ pages: number, medianMs: number, slowestMs: number, ratio: number, growthMb: number }>}
 */
export async function measureArchivePdf(documents) {
  const { WorkerPrinter } = await import(pathToFileURL(join(API_DIST, 'platform/pdf/worker-printer.js')).href);
  const printer = new WorkerPrinter();
  const bare = floor();
  /** @type {number[]} */ const took = [];
  /** @type {number[]} */ const floorTook = [];
  /** @type {number[]} */ const memory = [];
  let pages = 0;
  for (let nth = 0; nth < documents; nth += 1) {
    const at = performance.now();
    const printed = await printer.print(record(nth));
    took.push(performance.now() - at);
    pages = printed.pages;
    right(pages >= PAGES && printed.bytes.subarray(0, 5).toString() === '%PDF-', `a record of ${pages} pages was printed`);
    if (nth % FLOOR_EVERY === 0) {
      const begun = performance.now();
      await bare();
      floorTook.push(performance.now() - begun);
    }
    if (nth >= WARM) memory.push(residentMb(process.pid));
  }
  await printer.onModuleDestroy();
  const third = Math.max(1, Math.floor(memory.length / 3));
  return {
    pages, medianMs: median(took), slowestMs: Math.max(...took), ratio: median(took) / median(floorTook),
    growthMb: median(memory.slice(-third)) - median(memory.slice(0, third)),
  };
}

/** The same table by the same library, with nothing around it. */
function floor() {
  const fromApi = createRequire(join(API_DIST, 'platform/pdf/pdf-worker.js'));
  const pdfmake = fromApi('pdfmake');
  const font = fromApi.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
  pdfmake.setFonts({ Noto: { normal: font, bold: font, italics: font, bolditalics: font } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((/** @type {string} */ path) => path === font);
  // The library writes into what it is given.
  return () => pdfmake.createPdf({ defaultStyle: { font: 'Noto', fontSize: 9 }, content: [{ table: { headerRows: 1, body: [[...HEADS], ...rows.map((cells) => [...cells])] } }] }).getBuffer();
}
