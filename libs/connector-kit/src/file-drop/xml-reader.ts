import sax from 'sax';
import { UnusableFile } from './sheet-row.js';

/** What is heard of an XML part; names without their prefix. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const DEEPEST = 40;
const MOST_ATTRIBUTES = 60;
const DAMAGED = '工作簿已损坏，不能读取。请重新导出后放入。';

/**
 * Reads XML that a stranger wrote, piece by piece: UTF-8 only, no document type, no entities of its own, bounded depth.
 * `after` runs after each piece, so that a generator can pass on what was found.
 * @throws UnusableFile
 */
export async function* readXml<T>(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers, after: () => Iterable<T>): AsyncGenerator<T> {
  const parser = hardenedParser(handlers);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield* after();
    }
    parser.write(decoder.decode()).close();
  } catch (problem) {
    throw problem instanceof UnusableFile ? problem : new UnusableFile(DAMAGED);
  }
  yield* after();
}

/** The same for a small part that is taken whole. */
export async function readWholeXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  for await (const nothing of readXml<never>(bytes, handlers, () => [])) throw nothing;
}

function hardenedParser(handlers: XmlHandlers): sax.SAXParser {
  const parser = sax.parser(true, { position: false });
  let depth = 0;
  let attributes = 0;
  parser.onerror = (problem) => {
    throw problem;
  };
  parser.ondoctype = () => {
    throw new UnusableFile('工作簿含有不允许的文档类型声明，已拒绝。');
  };
  parser.onattribute = () => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) throw new UnusableFile(DAMAGED);
  };
  parser.onopentag = (tag) => {
    attributes = 0;
    depth += 1;
    if (depth > DEEPEST) throw new UnusableFile(DAMAGED);
    handlers.open?.(local(tag.name), (tag as sax.Tag).attributes);
  };
  parser.ontext = (text) => handlers.text?.(text);
  parser.oncdata = (text) => handlers.text?.(text);
  parser.onclosetag = (name) => {
    depth -= 1;
    handlers.close?.(local(name));
  };
  return parser;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
