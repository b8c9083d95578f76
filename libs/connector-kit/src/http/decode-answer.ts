import { decodeText } from '../decode-text.js';
import { TransportError } from '../transport-error.js';

const lenientUtf8 = new TextDecoder('utf-8');

/**
 * A body as text: UTF-8, else GB18030, whatever the headers claim. UTF-8 of which only a few bytes are damaged must not
 * be taken for GB18030, where almost everything means something.
 * @throws TransportError when it is neither, or damaged
 */
export function decodeAnswer(bytes: Uint8Array): string {
  const { text, charset, clean } = decodeText(bytes);
  if (charset === 'utf-8') return text;
  if (!clean || isDamagedUtf8(bytes)) {
    throw new TransportError(
      'broken',
      '来源服务的应答含有无法识别的字符编码，已丢弃。请对方检查数据，并统一使用 UTF-8。',
    );
  }
  return text;
}

/** Read as UTF-8, GB18030 is mostly replacement characters; damaged UTF-8 is mostly Chinese. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (const character of lenientUtf8.decode(bytes)) {
    if (character === '\uFFFD') bad += 1;
    else if (character > '\u07FF') good += 1;
  }
  return good > bad;
}
