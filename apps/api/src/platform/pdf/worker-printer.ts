import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Refusal } from '../http/refusal.js';
import { pageWork } from './page-layout.js';
import type { PdfDocument } from './pdf-document.js';
import { PdfPrinter, type PrintedPdf } from './pdf-printer.port.js';
import type { PageAnswer, PageWork } from './pdf-worker.js';

const MOST_MILLISECONDS = 60_000;
const MOST_MEGABYTES = 768;
/** A thread is let go after so many documents, or when nobody printed for a while: what it kept is freed for certain. */
const DOCUMENTS_A_THREAD = 25;
const IDLE_MILLISECONDS = 30_000;

/** Prints in a thread of its own, one document after the other, so that no page of the product waits for a long record. */
@Injectable()
export class WorkerPrinter extends PdfPrinter implements OnModuleDestroy {
  private readonly logger = new Logger('pdf');
  private turn: Promise<unknown> = Promise.resolve();
  private thread: Worker | undefined;
  private printed = 0;
  private idle: NodeJS.Timeout | undefined;

  print(document: PdfDocument): Promise<PrintedPdf> {
    const work = pageWork(document);
    const mine = this.turn.then(() => this.inThread(work));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  async onModuleDestroy(): Promise<void> {
    await this.letGo();
  }

  private async inThread(work: PageWork): Promise<PrintedPdf> {
    clearTimeout(this.idle);
    const answer = await this.ask(work);
    this.printed += 1;
    if (this.printed >= DOCUMENTS_A_THREAD) await this.letGo();
    else this.idle = setTimeout(() => void this.letGo(), IDLE_MILLISECONDS).unref();
    if ('error' in answer) throw this.notSet(answer.error);
    const bytes = Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength);
    return { bytes, pages: answer.pages, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  private notSet(why: string): Refusal {
    this.logger.error(`A document could not be set: ${why.slice(0, 200)}`);
    return new Refusal(500, 'PDF_FAILED', '生成 PDF 时出错，文件未生成。请稍后重试；仍然失败时请联系系统管理员并告知错误编号。');
  }

  private ask(work: PageWork): Promise<PageAnswer> {
    const thread = this.thread ?? this.start();
    return new Promise((done, failed) => {
      const settle = (act: () => void): void => {
        clearTimeout(limit);
        thread.off('message', answered).off('error', died).off('exit', tooLarge);
        act();
      };
      const answered = (answer: PageAnswer): void => settle(() => done(answer));
      const over = (why: Refusal): void => settle(() => {
        void this.letGo();
        failed(why);
      });
      const tooLarge = (): void => over(new Refusal(422, 'PDF_TOO_LARGE', '内容过多，PDF 未能在限定时间内生成。请缩短时间范围或减少章节后重试。'));
      const died = (why: Error & { code?: string }): void => (why.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : over(this.notSet(why.message)));
      const limit = setTimeout(tooLarge, MOST_MILLISECONDS);
      thread.on('message', answered).on('error', died).on('exit', tooLarge);
      thread.postMessage(work);
    });
  }

  private start(): Worker {
    // Sources in tests, dist in the product: the thread's file lies beside this one either way.
    const file = new URL(`./pdf-worker${extname(import.meta.url)}`, import.meta.url);
    this.thread = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES }, execArgv: [] });
    this.thread.unref();
    this.printed = 0;
    return this.thread;
  }

  private async letGo(): Promise<void> {
    clearTimeout(this.idle);
    const thread = this.thread;
    this.thread = undefined;
    await thread?.terminate();
  }
}
