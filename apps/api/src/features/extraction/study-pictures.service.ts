import { Injectable, Logger } from '@nestjs/common';
import { fetchThumbnail } from '@cadre/connector-kit/dicom/study-thumbnail';
import { TransportError } from '@cadre/connector-kit/transport-error';
import { Refusal } from '../../platform/http/refusal.js';
import { SourceRegistry } from './source-registry.js';
import { StudyPictures, type StudyPicture } from './study-pictures.port.js';

const BOUNDS = { timeoutMs: 8_000, maxBytes: 1024 * 1024 } as const;
/** Questions to one PACS at one time, and how many may wait for their turn. */
const AT_ONCE = 4;
const MOST_WAITING = 40;
/** Thumbnails that were seen lately are kept in memory, never on disk. */
const KEPT_MS = 10 * 60_000;
const MOST_KEPT_BYTES = 16 * 1024 * 1024;

interface Kept {
  readonly picture: StudyPicture;
  readonly until: number;
}

@Injectable()
export class StudyPicturesService extends StudyPictures {
  private readonly log = new Logger('pictures');
  private readonly kept = new Map<string, Kept>();
  private readonly turns = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  constructor(private readonly registry: SourceRegistry) {
    super();
  }

  async thumbnail(sourceId: string, studyUid: string): Promise<StudyPicture | null> {
    const key = `${sourceId}|${studyUid}`;
    const known = this.kept.get(key);
    if (known && known.until > Date.now()) return known.picture;
    const picture = await this.inTurn(sourceId, () => this.fetch(sourceId, studyUid));
    if (picture) this.keep(key, picture);
    return picture;
  }

  private async fetch(sourceId: string, studyUid: string): Promise<StudyPicture | null> {
    const source = await this.registry.byId(sourceId);
    if (!source?.connection) throw unavailable('影像系统已停用，暂时不能调阅图像。报告不受影响。');
    try {
      return await fetchThumbnail(source.connection, { studyUid }, BOUNDS);
    } catch (problem) {
      if (!(problem instanceof TransportError)) throw problem;
      this.log.warn({ source: sourceId, kind: problem.kind }, 'no picture');
      throw unavailable('影像系统暂时没有应答，图像未能显示。报告不受影响，请稍后重试。');
    }
  }

  /** A page of cards must not storm a PACS that is there for the reading rooms first. */
  private async inTurn<T>(sourceId: string, work: () => Promise<T>): Promise<T> {
    const turn = this.turns.get(sourceId) ?? { running: 0, waiting: [] };
    this.turns.set(sourceId, turn);
    if (turn.running >= AT_ONCE) {
      if (turn.waiting.length >= MOST_WAITING) throw unavailable('调阅图像的请求过多，请稍后重试。报告不受影响。');
      await new Promise<void>((resolve) => turn.waiting.push(resolve));
    } else turn.running += 1;
    try {
      return await work();
    } finally {
      const next = turn.waiting.shift();
      if (next) next();
      else turn.running -= 1;
    }
  }

  private keep(key: string, picture: StudyPicture): void {
    this.kept.delete(key);
    this.kept.set(key, { picture, until: Date.now() + KEPT_MS });
    let bytes = [...this.kept.values()].reduce((sum, one) => sum + one.picture.bytes.length, 0);
    for (const [oldest, { picture: old }] of this.kept) {
      if (bytes <= MOST_KEPT_BYTES) return;
      this.kept.delete(oldest);
      bytes -= old.bytes.length;
    }
  }
}

const unavailable = (message: string): Refusal => new Refusal(503, 'PACS_UNAVAILABLE', message, undefined, 30);
