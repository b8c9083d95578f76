import { decodeText } from '@cadre/connector-kit/decode-text';
import type { FieldCipher } from '../../../../platform/crypto/field-cipher.js';

/** Refused before any source could look at it: kept as the bytes that came, under this name. */
const LISTENER = 'mllp';

/** What a failure's record said, as text; null once its time is over and only the fact remains. */
export function keptPayload(cipher: FieldCipher, sourceId: string, sealed: string): string | null {
  if (sealed === '') return null;
  const text = cipher.open(sealed);
  return sourceId === LISTENER ? textOf(Buffer.from(text, 'base64')) : text;
}

/** Bytes of no known character set are told one by one. */
function textOf(bytes: Buffer): string {
  try {
    return decodeText(bytes).text;
  } catch {
    return bytes.toString('latin1');
  }
}
