import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { KeyRing } from './key-ring.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** What a number is found by. The kind is part of the index: equal digits of two kinds never meet. */
export type IndexKind = 'ID_CARD' | 'PHONE' | 'PHONE_TAIL' | 'ID_TAIL' | 'INSURANCE_NO' | 'SOCIAL_SECURITY_NO' | 'CARE_CARD_NO' | 'SOCIAL_CARD_NO' | 'PATIENT_NO' | 'ENVELOPE';

/** Keeps numbers and payloads unreadable at rest: AES-256-GCM with the key's version in front, HMAC-SHA256 as blind index. */
@Injectable()
export class FieldCipher {
  constructor(private readonly keys: KeyRing) {}

  /** `v1:` + base64(nonce, tag, ciphertext). */
  seal(plain: string): string {
    return `${this.keys.current}:${this.sealBytes(Buffer.from(plain, 'utf8')).toString('base64')}`;
  }

  /** Throws when the text was tampered with or its key is gone. */
  open(sealed: string): string {
    const colon = sealed.indexOf(':');
    return this.openBytes(Buffer.from(sealed.slice(colon + 1), 'base64'), sealed.slice(0, colon)).toString('utf8');
  }

  /** For payloads: the key's version is the first byte-counted prefix, so that a column of bytes stays compact. */
  sealPayload(plain: Buffer): Buffer {
    const version = Buffer.from(this.keys.current, 'latin1');
    return Buffer.concat([Buffer.from([version.length]), version, this.sealBytes(plain)]);
  }

  openPayload(sealed: Buffer): Buffer {
    const length = sealed[0] ?? 0;
    return this.openBytes(sealed.subarray(1 + length), sealed.subarray(1, 1 + length).toString('latin1'));
  }

  /** The value to look a number up by; it cannot be guessed without the key. */
  indexOf(kind: IndexKind, value: string): string {
    return createHmac('sha256', this.keys.index).update(`${kind}\u0000${value}`).digest('base64url');
  }

  private sealBytes(plain: Buffer): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(ALGORITHM, this.keys.cipher[this.keys.current]!, nonce, { authTagLength: TAG });
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  private openBytes(sealed: Buffer, version: string): Buffer {
    const key = this.keys.cipher[version];
    if (!key) throw new Error(`No key of version ${version}`);
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  }
}
