import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { TransportError } from '../transport-error.js';

const UNPACK: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Whoever asked may ask for less. */
export class AnswerTooLarge extends TransportError {
  constructor(maxBytes: number) {
    super(
      'broken',
      `来源服务一次应答超过 ${Math.floor(maxBytes / 1_000_000)} MB，已停止接收。请对方支持分页，或减小每页条数。`,
    );
  }
}

/**
 * The whole body, unpacked; one that ends before its announced length fails by itself. What is counted is what comes
 * out: a small packed answer that swells is cut like a large one.
 * @throws AnswerTooLarge, or TransportError when it ends too early or is packed in a way we did not ask for
 */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new AnswerTooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked(response)) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw new AnswerTooLarge(maxBytes);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks, size);
}

function unpacked(response: IncomingMessage): Readable {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding === 'identity' || coding === '') return response;
  const unpack = Object.hasOwn(UNPACK, coding) ? UNPACK[coding] : undefined;
  if (!unpack) throw new TransportError('broken', '来源服务用不支持的方式压缩应答，请对方关闭压缩或改用 gzip。');
  // The failure itself arrives at whoever reads the far end.
  return pipeline(response, unpack(), () => undefined) as unknown as Readable;
}
