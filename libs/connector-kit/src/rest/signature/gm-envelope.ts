import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { canonicalJson } from '../../content-hash.js';
import { TransportError } from '../../transport-error.js';
import { hexOption, required } from './options.js';
import { asHttp, type Moment, type Options, type Signature } from './signature.js';

const IV_BYTES = 16;
/** How far the two clocks may differ before an answer counts as played back. */
const WINDOW_MS = 300_000;

interface Envelope {
  readonly appCode: string;
  readonly version: string;
  readonly encType: 'SM4';
  readonly signType: 'SM2';
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly data: { readonly encData: string };
  readonly signData: string;
}

/**
 * Question and answer sealed as medical insurance services do it: the query goes as JSON, encrypted with SM4-CBC
 * (base64 of IV and ciphertext) and signed with SM2 over SM3 (base64 of r and s, or of their DER form) over the sorted
 * JSON of the envelope without its signature. Options: `appCode`, `version` (default 1.0.0), `sm4Key` (16 bytes hex),
 * `privateKey` (32 bytes hex), `peerPublicKey` (`04` and 64 bytes hex), `userId` (default 1234567812345678).
 */
export function gmEnvelope(options: Options, { now }: Moment): Signature {
  const appCode = required(options, 'appCode');
  const version = options['version'] ?? '1.0.0';
  const key = Buffer.from(hexOption(options, 'sm4Key', 16), 'hex');
  const privateKey = hexOption(options, 'privateKey', 32);
  const peerPublicKey = hexOption(options, 'peerPublicKey', 65);
  const userId = options['userId'] ?? '1234567812345678';

  function seal(text: string): Envelope {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('sm4-cbc', key, iv);
    const encData = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
    const unsigned = {
      appCode,
      version,
      encType: 'SM4',
      signType: 'SM2',
      timestamp: now(),
      data: { encData },
    } as const;
    const hex = sm2.doSignature(canonicalJson(unsigned), privateKey, { hash: true, userId });
    return { ...unsigned, signData: Buffer.from(hex, 'hex').toString('base64') };
  }

  /** The signature is looked at before anything is decrypted. */
  function open(text: string): string {
    const { signData, ...unsigned } = envelopeOf(text);
    const hex = Buffer.from(signData, 'base64').toString('hex');
    if (!isSigned(canonicalJson(unsigned), hex, peerPublicKey, userId))
      throw refused('签名不正确，数据可能被改动，或对方公钥配置有误');
    if (Math.abs(now() - Number(unsigned.timestamp)) > WINDOW_MS)
      throw refused('时间与本机相差超过 5 分钟，请双方校时');
    const sealed = Buffer.from(unsigned.data.encData, 'base64');
    try {
      const cipher = createDecipheriv('sm4-cbc', key, sealed.subarray(0, IV_BYTES));
      return Buffer.concat([cipher.update(sealed.subarray(IV_BYTES)), cipher.final()]).toString('utf8');
    } catch {
      throw refused('无法解密，请双方核对 SM4 密钥');
    }
  }

  return {
    sign({ url, accept, body = JSON.stringify(queryAsJson(url.searchParams)) }) {
      return asHttp({ url: new URL(url.pathname, url.origin), accept, body: JSON.stringify(seal(body)) }, {});
    },
    open,
  };
}

/** A name that stands there more than once becomes a list. */
function queryAsJson(query: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}

/** Both written forms of a signature are in use: 64 bytes r and s, or DER. */
function isSigned(text: string, hex: string, publicKey: string, userId: string): boolean {
  try {
    return sm2.doVerifySignature(text, hex, publicKey, { hash: true, userId, der: hex.length !== 128 });
  } catch {
    return false;
  }
}

function envelopeOf(text: string): Envelope {
  let found: Partial<Envelope> | null;
  try {
    found = JSON.parse(text) as Partial<Envelope> | null;
  } catch {
    throw refused('不是约定的加密报文');
  }
  const whole =
    found?.encType === 'SM4' &&
    found.signType === 'SM2' &&
    typeof found.signData === 'string' &&
    typeof found.data?.encData === 'string';
  if (!whole) throw refused('不是约定的加密报文');
  return found as Envelope;
}

function refused(why: string): TransportError {
  return new TransportError('auth', `来源服务的应答${why}，已丢弃。`);
}
