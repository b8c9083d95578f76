const VT = 0x0b;
const FS = 0x1c;
const CR = 0x0d;
const FIRST_CAPACITY = 16 * 1024;
const HEAD_BYTES = 4096;
const STRAY_FS = Buffer.of(FS);
const RESTART = Buffer.from('\x0bMSH');

export interface Frame {
  readonly payload: Buffer;
  /** The frame was longer than allowed and `payload` is only its beginning, enough to name it in a refusal. */
  readonly tooLarge: boolean;
}

/**
 * Takes MLLP frames (VT … FS CR) out of a byte stream, however the network cut it: bytes between frames are skipped,
 * a frame whose sender broke off and began again counts from its last beginning. Work is linear in the bytes.
 */
export class MllpFramer {
  private buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
  private length = 0;
  private inside = false;
  private sawFs = false;
  private tooLarge = false;

  constructor(private readonly maxBytes: number) {}

  /** True while a frame has begun and not ended. */
  get open(): boolean {
    return this.inside;
  }

  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (!this.inside) {
        const start = chunk.indexOf(VT, at);
        if (start < 0) break;
        this.inside = true;
        at = start + 1;
      } else if (this.sawFs) {
        this.sawFs = false;
        if (chunk[at] === CR) {
          frames.push(this.take());
          at += 1;
        } else {
          this.append(STRAY_FS);
        }
      } else {
        const end = chunk.indexOf(FS, at);
        this.append(end < 0 ? chunk.subarray(at) : chunk.subarray(at, end));
        this.sawFs = end >= 0;
        at = end < 0 ? chunk.length : end + 1;
      }
    }
    return frames;
  }

  private append(bytes: Buffer): void {
    if (this.tooLarge) return;
    this.tooLarge = this.length + bytes.length > this.maxBytes;
    const kept = this.tooLarge ? Math.min(bytes.length, Math.max(0, HEAD_BYTES - this.length)) : bytes.length;
    this.reserve(this.length + kept);
    this.length += bytes.copy(this.buffer, this.length, 0, kept);
  }

  private reserve(needed: number): void {
    if (needed <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }

  private take(): Frame {
    const bytes = this.buffer.subarray(0, this.tooLarge ? Math.min(this.length, HEAD_BYTES) : this.length);
    const restart = bytes.lastIndexOf(RESTART);
    const frame = { payload: Buffer.from(restart < 0 ? bytes : bytes.subarray(restart + 1)), tooLarge: this.tooLarge };
    this.inside = false;
    this.tooLarge = false;
    this.length = 0;
    if (this.buffer.length > FIRST_CAPACITY) this.buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
    return frame;
  }
}

/** A payload between the bytes that mark its begin and end. */
export function frame(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.of(VT), payload, Buffer.of(FS, CR)]);
}
