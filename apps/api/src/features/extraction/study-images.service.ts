import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { listStudyImages, openStudyImage, type StudySeries } from '@cadre/connector-kit/dicom/study-images';
import type { Connection } from '@cadre/connector-kit/pull-transport';
import { TransportError } from '@cadre/connector-kit/transport-error';
import { Refusal } from '../../platform/http/refusal.js';
import { SourceRegistry } from './source-registry.js';
import { StudyImages } from './study-images.port.js';

const LIST_TIMEOUT_MS = 15_000;
const IMAGE_BOUNDS = { timeoutMs: 60_000, maxBytes: 256 * 1024 * 1024 } as const;
/** Images that are on their way at one time, over all readers and PACS; whoever asks for more waits or is told so. */
const [MOST_AT_ONCE, MOST_WAITING] = [16, 200];

@Injectable()
export class StudyImagesService extends StudyImages {
  private readonly log = new Logger('images');
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly registry: SourceRegistry) {
    super();
  }

  list(sourceId: string, studyUid: string): Promise<readonly StudySeries[]> {
    return this.asked(sourceId, (connection) => listStudyImages(connection, studyUid, LIST_TIMEOUT_MS));
  }

  async open(sourceId: string, studyUid: string, seriesUid: string, instanceUid: string): Promise<Readable | null> {
    await this.turn();
    let leave = (): void => {
      leave = () => undefined;
      this.next();
    };
    try {
      const image = await this.asked(sourceId, (connection) => openStudyImage(connection, { studyUid, seriesUid, instanceUid }, IMAGE_BOUNDS));
      if (image) image.once('close', () => leave());
      else leave();
      return image;
    } catch (problem) {
      leave();
      throw problem;
    }
  }

  private async asked<T>(sourceId: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    const source = await this.registry.byId(sourceId);
    if (!source?.connection) throw unavailable('影像系统已停用，暂时不能调阅图像。报告不受影响。');
    try {
      return await work(source.connection);
    } catch (problem) {
      if (!(problem instanceof TransportError)) throw problem;
      this.log.warn({ source: sourceId, kind: problem.kind }, 'no images');
      throw unavailable('影像系统暂时没有应答，图像未能显示。报告不受影响，请稍后重试。');
    }
  }

  private async turn(): Promise<void> {
    if (this.running < MOST_AT_ONCE) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= MOST_WAITING) throw unavailable('调阅图像的请求过多，请稍后重试。报告不受影响。');
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private next(): void {
    const waiting = this.waiting.shift();
    if (waiting) waiting();
    else this.running -= 1;
  }
}

const unavailable = (message: string): Refusal => new Refusal(503, 'PACS_UNAVAILABLE', message, undefined, 30);
