import { Transform, type TransformCallback } from 'node:stream';
import { TransportError } from '../transport-error.js';

const MOST_HEAD = 16 * 1024;
const HEAD_END = Buffer.from('\r\n\r\n');
/** Where a DICOM file says that it is one. */
const [MARK_AT, MARK] = [128, Buffer.from('DICM')];

/** The boundary of a multipart answer; null when the answer is the file itself. */
export function boundaryOf(contentType: string): string | null {
  return /multipart\/related/i.test(contentType) ? (/boundary="?([^";,\s]+)"?/i.exec(contentType)?.[1] ?? '') : null;
}

/**
 * Takes the one file out of a multipart answer while it passes, and lets through only what begins like a DICOM file and is
 * no longer than `maxBytes`. Nothing else of it is looked into.
 */
export class OnePart extends Transform {
  private head: Buffer | null = Buffer.alloc(0);
  private first: Buffer | null = Buffer.alloc(0);
  private held = Buffer.alloc(0);
  private passed = 0;
  private readonly closing: Buffer | null;

  constructor(
    boundary: string | null,
    private readonly maxBytes: number,
  ) {
    super();
    this.closing = boundary === null ? null : Buffer.from(`\r\n--${boundary}`);
    if (boundary === null) this.head = null;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.consume(chunk);
      done();
    } catch (problem) {
      done(problem as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    const rest = this.held;
    const cut = this.closing === null ? rest.length : rest.indexOf(this.closing);
    try {
      if (this.head !== null || cut < 0) throw new TransportError('broken', 'PACS 给出的图像不完整。');
      this.pass(rest.subarray(0, cut));
      if (this.first !== null) throw new TransportError('broken', 'PACS 返回的不是 DICOM 图像。');
      done();
    } catch (problem) {
      done(problem as Error);
    }
  }

  private consume(chunk: Buffer): void {
    if (this.head !== null) {
      this.head = Buffer.concat([this.head, chunk]);
      const at = this.head.indexOf(HEAD_END);
      if (at < 0) {
        if (this.head.length > MOST_HEAD) throw new TransportError('broken', 'PACS 的应答无法识别。');
        return;
      }
      const body = this.head.subarray(at + HEAD_END.length);
      this.head = null;
      this.consume(body);
      return;
    }
    if (this.closing === null) return this.pass(chunk);
    const all = this.held.length ? Buffer.concat([this.held, chunk]) : chunk;
    // The closing line may be cut in two: as much of the end as it could be is held back.
    const keep = Math.min(all.length, this.closing.length + 64);
    this.pass(all.subarray(0, all.length - keep));
    this.held = Buffer.from(all.subarray(all.length - keep));
  }

  private pass(bytes: Buffer): void {
    this.passed += bytes.length;
    if (this.passed > this.maxBytes) throw new TransportError('broken', '单幅图像超过允许的大小，未能调阅。');
    if (this.first === null) return void this.push(bytes);
    this.first = Buffer.concat([this.first, bytes]);
    if (this.first.length < MARK_AT + MARK.length) return;
    if (!this.first.subarray(MARK_AT, MARK_AT + MARK.length).equals(MARK)) throw new TransportError('broken', 'PACS 返回的不是 DICOM 图像。');
    this.push(this.first);
    this.first = null;
  }
}
