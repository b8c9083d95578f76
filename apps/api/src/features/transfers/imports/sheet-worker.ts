import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { DroppedFile } from '@cadre/connector-kit/file-drop/dropped-file';

// A thread with memory and time of its own: whatever a file does here, requests go on. In tests it runs from its source, so
// it imports packages only, never a file of ours.
const { path, limits } = workerData as { path: string; limits: Parameters<DroppedFile['identify']>[0] };

async function read(): Promise<object> {
  const file = await DroppedFile.open(path);
  if (!file) return { refused: '文件已不在，请重新上传。' };
  try {
    const identity = await file.identify(limits);
    if (identity.kind === 'xlsx' && (await readFile(path)).includes('vbaProject.bin')) return { refused: '工作簿含有宏，已拒绝。请另存为不含宏的 XLSX 后再上传。' };
    const rows = [];
    for await (const row of file.rows(identity, limits)) rows.push(row);
    return { rows };
  } catch (problem) {
    if (problem instanceof Error && problem.name === 'UnusableFile') return { refused: problem.message };
    throw problem;
  } finally {
    await file.close();
  }
}

parentPort!.postMessage(await read());
