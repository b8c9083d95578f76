import type { HttpAnswer } from '../http/exchange.js';
import type { Connection, PullTransport, TransportLimits } from '../pull-transport.js';
import type { CheckItem } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import { dicomTransport } from './dicom-transport.js';
import { type DicomWebFinder, openDicomWebFinder } from './dicomweb-finder.js';

const TOLERATED_SKEW_MS = 60_000;

/** Studies of a PACS over DICOMweb: `https://host:port/dicom-web`. Opens nothing yet. */
export function openDicomWebTransport(connection: Connection, limits: TransportLimits): PullTransport {
  const finder = openDicomWebFinder(connection, limits);
  return dicomTransport(
    { kind: 'dicomweb', finder, look: (signal) => look(finder, signal), close: () => Promise.resolve(finder.close()) },
    limits,
  );
}

async function look(finder: DicomWebFinder, signal: AbortSignal): Promise<CheckItem[]> {
  const begun = performance.now();
  const ms = (): number => Math.round(performance.now() - begun);
  try {
    const { headers } = await finder.greet(signal);
    const studies = await finder.studies({}, 0, signal);
    const some = studies === null || studies.length > 0;
    return [
      { name: '连接与登录', ok: true, message: `已连接。${serverOf(headers)}`, ms: ms() },
      { name: '检查目录', ok: true, message: some ? '已读到检查目录。' : '检查目录可以读取，目前没有检查。', ms: ms() },
      clock(headers),
    ];
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return [{ name: '连接与登录', ok: false, message: error.message, ms: ms() }];
  }
}

const serverOf = (headers: HttpAnswer['headers']): string => {
  const server = String(headers['server'] ?? '')
    .replace(/[^\w ./()-]/g, '')
    .slice(0, 60);
  return server ? `服务：${server}。` : '对方没有说明服务名称。';
};

function clock(headers: HttpAnswer['headers']): CheckItem {
  const skew = Date.parse(headers.date ?? '') - Date.now();
  if (Number.isNaN(skew)) return { name: '时钟', ok: true, message: '对方没有给出时钟，按本机时钟读取。', ms: 0 };
  if (Math.abs(skew) <= TOLERATED_SKEW_MS) return { name: '时钟', ok: true, message: '与本机时钟一致。', ms: 0 };
  return { name: '时钟', ok: false, message: `与本机时钟相差 ${Math.round(skew / 1000)} 秒。请双方校时。`, ms: 0 };
}
