import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { KEY_RING } from '../../platform/crypto/crypto.module.js';
import type { KeyRing } from '../../platform/crypto/key-ring.js';

export const ISSUER = 'cadre-health';
export const AUDIENCE = 'staff';
export const ACCESS_SECONDS = 15 * 60;
const CHALLENGE_SECONDS = 5 * 60;

/** `access` opens the API, `second-factor` only answers a challenge: one is never taken for the other. */
export type TokenKind = 'access' | 'second-factor';

export interface Claims {
  readonly sub: string;
  readonly typ: TokenKind;
  readonly sid?: string;
}

/** Makes the tokens that passport-jwt reads. They carry ids only. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    @Inject(KEY_RING) private readonly keys: KeyRing,
  ) {}

  access(userId: string, sessionId: string): Promise<string> {
    return this.sign({ sub: userId, sid: sessionId, typ: 'access' }, ACCESS_SECONDS);
  }

  challenge(userId: string): Promise<string> {
    return this.sign({ sub: userId, typ: 'second-factor' }, CHALLENGE_SECONDS);
  }

  /** The user of a challenge, or null when it is forged, expired or of another kind. */
  async userOfChallenge(token: string): Promise<string | null> {
    try {
      const claims = await this.jwt.verifyAsync<Claims>(token, {
        secret: this.keys.token, algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE,
      });
      return claims.typ === 'second-factor' ? claims.sub : null;
    } catch {
      return null;
    }
  }

  private sign(claims: Claims, seconds: number): Promise<string> {
    return this.jwt.signAsync(claims, {
      secret: this.keys.token, algorithm: 'HS256', issuer: ISSUER, audience: AUDIENCE, expiresIn: seconds,
    });
  }
}
