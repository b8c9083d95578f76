import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { KEY_RING } from '../../platform/crypto/crypto.module.js';
import type { KeyRing } from '../../platform/crypto/key-ring.js';

const SHAPE = /^([\w-]{43})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/**
 * Refresh tokens name their session and are signed: a token that was renewed long ago is still known as ours, so that
 * whoever comes with it ends the session, and nobody can end a session with a token that he made up.
 */
@Injectable()
export class RefreshTokens {
  constructor(@Inject(KEY_RING) private readonly keys: KeyRing) {}

  /** `random.session.signature`; another one at each call. */
  make(sessionId: string): string {
    const body = `${randomBytes(32).toString('base64url')}.${sessionId}`;
    return `${body}.${this.signature(body).toString('base64url')}`;
  }

  /** The session of a token that this installation made, or null. Says nothing about whether it is still good. */
  sessionOf(token: string): string | null {
    const parts = SHAPE.exec(token);
    if (!parts) return null;
    const given = Buffer.from(parts[3]!, 'base64url');
    return timingSafeEqual(given, this.signature(`${parts[1]}.${parts[2]}`)) ? parts[2]! : null;
  }

  private signature(body: string): Buffer {
    return createHmac('sha256', this.keys.token).update(`refresh\u0000${body}`).digest();
  }
}
