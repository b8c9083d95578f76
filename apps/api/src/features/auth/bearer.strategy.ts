import { createSecretKey } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { PlatformRequest } from '../../platform/access/access.guard.js';
import type { Caller } from '../../platform/access/caller.js';
import { KEY_RING } from '../../platform/crypto/crypto.module.js';
import type { KeyRing } from '../../platform/crypto/key-ring.js';
import { AUDIENCE, type Claims, ISSUER } from './access-token.js';
import { CallerQueries } from './caller.queries.js';

/** Turns a bearer token into the caller, if its session is still alive. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(
    @Inject(KEY_RING) keys: KeyRing,
    private readonly callers: CallerQueries,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // Of bare bytes every verification would first try to make a public key; the types do not know of key objects yet.
      secretOrKey: createSecretKey(keys.token) as unknown as Buffer,
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      ignoreExpiration: false,
      passReqToCallback: true,
    });
  }

  async validate(request: PlatformRequest, claims: Claims): Promise<Caller | null> {
    if (claims.typ !== 'access' || !claims.sid) return null;
    return this.callers.callerOf(claims.sid, request.context!);
  }
}
