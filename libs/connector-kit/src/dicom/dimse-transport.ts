import type { Connection, PullTransport, TransportLimits } from '../pull-transport.js';
import type { CheckItem } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import { dicomTransport } from './dicom-transport.js';
import { type DimseFinder, openDimseFinder } from './dimse-finder.js';
import { dayOf } from './study-finder.js';

/** Studies of a PACS over C-FIND, study root: `dicom://CALLED@host:port`. Opens nothing yet. */
export function openDimseTransport(connection: Connection, limits: TransportLimits): PullTransport {
  const finder = openDimseFinder(connection, limits);
  return dicomTransport(
    { kind: 'dimse', finder, look: (signal) => look(finder, signal), close: () => finder.close() },
    limits,
  );
}

async function look(finder: DimseFinder, signal: AbortSignal): Promise<CheckItem[]> {
  const items: CheckItem[] = [];
  const step = async (name: string, work: () => Promise<string>): Promise<void> => {
    const begun = performance.now();
    const told = await work().then((message) => ({ ok: true, message }), asFinding);
    items.push({ name, ...told, ms: Math.round(performance.now() - begun) });
  };
  await step('连接与登录', async () => {
    const name = await finder.greet(signal);
    return name ? `已连接（C-ECHO 成功）。对方实现：${name}。` : '已连接（C-ECHO 成功）。';
  });
  if (items[0]?.ok) {
    await step('检查目录', async () => {
      const today = dayOf(await finder.now(signal));
      const studies = await finder.studies({ days: { from: today, to: today } }, 10_000, signal);
      return studies === null ? '检查目录可以读取。' : `检查目录可以读取，今天有 ${studies.length} 个检查。`;
    });
    items.push({ name: '时钟', ok: true, message: 'DICOM 不提供对方时钟，按本机时钟读取。请双方校时。', ms: 0 });
  }
  return items;
}

function asFinding(error: unknown): Pick<CheckItem, 'ok' | 'message'> {
  if (error instanceof TransportError) return { ok: false, message: error.message };
  throw error;
}
