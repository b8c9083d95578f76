import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SealedDataDamaged } from '../http/refusal.js';
import type { KeyRing } from './key-ring.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** What a number is found by. The kind is part of the index: equal digits of two kinds never meet. */
export type IndexKind = 'ID_CARD' | 'PHONE' | 'PHONE_TAIL' | 'ID_TAIL' | 'INSURANCE_NO' | 'SOCIAL_SECURITY_NO' | 'CARE_CARD_NO' | 'SOCIAL_CARD_NO' | 'PATIENT_NO' | 'ENVELOPE';

/** Kept as an index alone, with nothing to make another of: they stay under the key that they were made with. */
const PSEUDONYMS: ReadonlySet<IndexKind> = new Set(['PATIENT_NO', 'ENVELOPE']);

const versionOf = (payload: Buffer): string => payload.subarray(1, 1 + (payload[0] ?? 0)).toString('latin1');

/** Keeps numbers and payloads unreadable at rest: AES-256-GCM with the key's version in front, HMAC-SHA256 as blind index. */
@Injectable()
export class FieldCipher {
  constructor(private readonly keys: KeyRing) {}

  /** `v1:` + base64(nonce, tag, ciphertext). */
  seal(plain: string): string {
    const version = this.keys.current;
    return `${version}:${this.sealBytes(Buffer.from(plain, 'utf8'), version).toString('base64')}`;
  }

  /** Throws SealedDataDamaged when the text was tampered with or its key is gone: nothing of it is shown. */
  open(sealed: string): string {
    const colon = sealed.indexOf(':');
    return this.openBytes(Buffer.from(sealed.slice(colon + 1), 'base64'), sealed.slice(0, colon)).toString('utf8');
  }

  /** For payloads: the key's version is the first byte-counted prefix, so that a column of bytes stays compact. */
  sealPayload(plain: Buffer): Buffer {
    const current = this.keys.current;
    const version = Buffer.from(current, 'latin1');
    return Buffer.concat([Buffer.from([version.length]), version, this.sealBytes(plain, current)]);
  }

  openPayload(sealed: Buffer): Buffer {
    const version = versionOf(sealed);
    return this.openBytes(sealed.subarray(1 + version.length), version);
  }

  /** What a number is kept by, to be looked up; it cannot be guessed without the key. */
  indexOf(kind: IndexKind, value: string): string {
    return this.indexesOf(kind, value)[0]!;
  }

  /** What a number may be kept by: while keys are changed some rows stand under the earlier one. The present one first. */
  indexesOf(kind: IndexKind, value: string): string[] {
    const keys = PSEUDONYMS.has(kind) ? [this.keys.pseudonym] : this.keys.index;
    return keys.map((key) => createHmac('sha256', key).update(`${kind}\u0000${value}`).digest('base64url'));
  }

  /** Sealed with the key that seals now. */
  isCurrent(sealed: string): boolean {
    return sealed.startsWith(`${this.keys.current}:`);
  }

  /** The same for payloads. */
  isCurrentPayload(sealed: Buffer): boolean {
    return versionOf(sealed) === this.keys.current;
  }

  private sealBytes(plain: Buffer, version: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(ALGORITHM, this.keys.cipherOf(version)!, nonce, { authTagLength: TAG });
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  private openBytes(sealed: Buffer, version: string): Buffer {
    const key = this.keys.cipherOf(version);
    if (!key) throw new SealedDataDamaged();
    try {
      const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
    } catch {
      throw new SealedDataDamaged();
    }
  }
}
