import type { OfferedView } from '../offered-view.js';
import type { Connection, PullTransport } from '../pull-transport.js';
import { TransportError } from '../transport-error.js';
import { DropFolder } from './drop-folder.js';
import { checkFolder, headingsOf } from './file-drop-check.js';
import { pullFiles } from './file-drop-pull.js';
import { SHEET_LIMITS, UnusableFile } from './sheet-row.js';

const EVERY_FILE = { pattern: '*', settleSeconds: 0 };
const OFFERED = 10;
const KEY_HEADING = /(编号|编码|单号|流水号|号码|id)$/i;
const TIME_HEADING = /(更新|修改|时间|日期|time|date)/i;

/** A folder of CSV and XLSX files behind the contract that every pulled transport keeps. It cannot list keys: a file tells what is new, not what there is. */
export function openFileDropTransport({ url }: Connection): PullTransport {
  return {
    check: (streams = []) => checkFolder(url, SHEET_LIMITS, streams),
    discover: () => discover(url),
    async *pull(source, mode, options) {
      options.signal.throwIfAborted();
      if (source.transport !== 'file-drop') throw new TransportError('query', '此数据源是文件目录，不能按其他方式读取。');
      yield* pullFiles({ folder: await DropFolder.open(url), source, mode, options, limits: SHEET_LIMITS });
    },
    close: () => Promise.resolve(),
  };
}

/** The newest files with their headings; what is no table is left out. */
async function discover(url: string): Promise<readonly OfferedView[]> {
  const folder = await DropFolder.open(url);
  const files = [...(await folder.archived('*')), ...(await folder.state(EVERY_FILE, Date.now())).ready];
  const views: OfferedView[] = [];
  for (const file of files.toReversed().slice(0, OFFERED)) {
    const names = await headingsOf(file, SHEET_LIMITS).catch((problem: unknown) => {
      if (problem instanceof UnusableFile) return [];
      throw problem;
    });
    if (names.length > 0) views.push(offered(file.name, names));
  }
  return views;
}

function offered(name: string, headings: readonly string[]): OfferedView {
  return {
    name,
    fields: headings.map((heading) => ({ name: heading, type: '文本', comment: null })),
    key: headings.filter((heading) => KEY_HEADING.test(heading)).slice(0, 1),
    cursorCandidates: headings.filter((heading) => TIME_HEADING.test(heading)),
  };
}
