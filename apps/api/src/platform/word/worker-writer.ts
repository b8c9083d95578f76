import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, Logger } from '@nestjs/common';
import { Refusal } from '../http/refusal.js';
import type { PdfDocument } from '../pdf/pdf-document.js';
import type { WordAnswer } from './word-worker.js';
import { WordWriter } from './word-writer.port.js';

const MOST_MILLISECONDS = 60_000;
const MOST_MEGABYTES = 512;

/** Writes each document in a thread of its own: they are rare, and drawing their charts would keep every page waiting. */
@Injectable()
export class WorkerWriter extends WordWriter {
  private readonly logger = new Logger('word');

  async write(document: PdfDocument): Promise<Buffer> {
    // Sources in tests, dist in the product: the thread's file lies beside this one either way.
    const file = new URL(`./word-worker${extname(import.meta.url)}`, import.meta.url);
    const thread = new Worker(file, { workerData: document, resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES }, execArgv: [] });
    let limit: NodeJS.Timeout | undefined;
    try {
      const answer = await new Promise<WordAnswer>((done, failed) => {
        limit = setTimeout(() => failed(new Error('timeout')), MOST_MILLISECONDS);
        thread.once('message', done).once('error', failed).once('exit', () => failed(new Error('exit')));
      });
      return Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
    } catch (problem) {
      this.logger.error(`A document could not be written: ${problem instanceof Error ? problem.message.split(/[{[\n]/)[0]!.slice(0, 80) : 'unknown'}`);
      throw new Refusal(500, 'WORD_FAILED', '生成 Word 文件时出错，文件未生成。请稍后重试；仍然失败时请联系系统管理员并告知错误编号。');
    } finally {
      clearTimeout(limit);
      await thread.terminate();
    }
  }
}
