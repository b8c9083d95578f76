import iconv from 'iconv-lite';

export type Charset = 'utf-8' | 'gb18030';

export interface DecodedText {
  readonly text: string;
  readonly charset: Charset;
  /** False when some bytes mean nothing in either charset; they stand as U+FFFD. */
  readonly clean: boolean;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Bytes to text: strict UTF-8 (a byte order mark is dropped), else GB18030, which contains GBK and GB2312.
 * What the sender claims in MSH-18 is not asked, because it is often empty or wrong. Decode a whole message before
 * splitting it: the second byte of many GBK characters is one of the HL7 delimiters.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    return { text: strictUtf8.decode(bytes), charset: 'utf-8', clean: true };
  } catch {
    const text = iconv.decode(Buffer.from(bytes), 'gb18030');
    return { text, charset: 'gb18030', clean: !text.includes('\uFFFD') };
  }
}

export function encodeText(text: string, charset: Charset): Buffer {
  return charset === 'utf-8' ? Buffer.from(text, 'utf8') : iconv.encode(text, 'gb18030');
}
