import { crc32 } from 'node:zlib';

interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly at: number;
}

const [LOCAL, DESCRIPTOR, CENTRAL, END] = [0x04034b50, 0x08074b50, 0x02014b50, 0x06054b50];
/** Sizes and checksums follow the content; names are UTF-8. */
const FLAGS = 0x0808;
const MOST_BYTES = 0xffff_ffff;

/** A ZIP file of stored (not compressed) files, made while they arrive. Throws beyond 4 GiB, which plain ZIP cannot hold. */
export async function* storedZip(files: AsyncIterable<{ readonly name: string; readonly content: AsyncIterable<Buffer> }>): AsyncGenerator<Buffer> {
  const entries: Entry[] = [];
  let at = 0;
  for await (const { name, content } of files) {
    const entry = { name: Buffer.from(name, 'utf8'), crc: 0, size: 0, at };
    const head = header(LOCAL, 30, entry.name);
    at += head.length;
    yield head;
    for await (const chunk of content) {
      entry.crc = crc32(chunk, entry.crc);
      entry.size += chunk.length;
      at += chunk.length;
      if (at > MOST_BYTES) throw new Error('more than a ZIP file holds');
      yield chunk;
    }
    const descriptor = Buffer.alloc(16);
    [DESCRIPTOR, entry.crc, entry.size, entry.size].forEach((value, nth) => descriptor.writeUInt32LE(value >>> 0, nth * 4));
    at += descriptor.length;
    yield descriptor;
    entries.push(entry);
  }
  const directory = entries.map(central);
  const length = directory.reduce((sum, one) => sum + one.length, 0);
  yield* directory;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  yield end;
}

function header(mark: number, length: number, name: Buffer): Buffer {
  const head = Buffer.alloc(length + name.length);
  head.writeUInt32LE(mark, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(name.length, 26);
  name.copy(head, length);
  return head;
}

function central({ name, crc, size, at }: Entry): Buffer {
  const line = Buffer.alloc(46 + name.length);
  line.writeUInt32LE(CENTRAL, 0);
  line.writeUInt16LE(20, 4);
  line.writeUInt16LE(20, 6);
  line.writeUInt16LE(FLAGS, 8);
  line.writeUInt32LE(crc >>> 0, 16);
  line.writeUInt32LE(size, 20);
  line.writeUInt32LE(size, 24);
  line.writeUInt16LE(name.length, 28);
  line.writeUInt32LE(at, 42);
  name.copy(line, 46);
  return line;
}
