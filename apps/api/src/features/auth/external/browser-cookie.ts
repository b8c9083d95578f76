import { Injectable } from '@nestjs/common';
import { Environment } from '../../../config/config.module.js';
import type { PlatformRequest } from '../../../platform/access/access.guard.js';
import type { CookieReply } from '../refresh-cookie.js';
import { ExternalSteps } from './external-steps.queries.js';

const SECONDS = 5 * 60;

/** Knows the browser in which a scan was begun: nobody is signed in by a link that somebody else made. */
@Injectable()
export class BrowserCookie {
  private readonly name: string;
  private readonly secure: string;

  constructor({ values }: Environment) {
    this.name = values.BEHIND_TLS_PROXY ? '__Host-cadre-scan' : 'cadre-scan';
    this.secure = values.BEHIND_TLS_PROXY ? '; Secure' : '';
  }

  mark(reply: CookieReply): string {
    const secret = ExternalSteps.secret();
    reply.header('set-cookie', `${this.name}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SECONDS}${this.secure}`);
    return secret;
  }

  /** Empty when there is none, which fits no step. */
  read(request: PlatformRequest): string {
    const pairs = (request.headers['cookie'] ?? '').split(';').map((pair) => pair.trim().split('='));
    return pairs.find(([name]) => name === this.name)?.[1] ?? '';
  }
}
