import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import type { PlatformRequest } from '../../platform/access/access.guard.js';

/** What is needed of the HTTP reply to set a cookie. */
export interface CookieReply {
  header(name: string, value: string): unknown;
}

/** The refresh token travels in a cookie that scripts cannot read and other sites cannot send. */
@Injectable()
export class RefreshCookie {
  private readonly secure: boolean;
  private readonly name: string;
  private readonly seconds: number;

  constructor({ values }: Environment) {
    this.secure = values.BEHIND_TLS_PROXY;
    this.name = this.secure ? '__Host-cadre-refresh' : 'cadre-refresh';
    this.seconds = Math.round(values.SESSION_ABSOLUTE_MINUTES * 60);
  }

  set(reply: CookieReply, token: string): void {
    reply.header('set-cookie', this.cookie(token, this.seconds));
  }

  clear(reply: CookieReply): void {
    reply.header('set-cookie', this.cookie('', 0));
  }

  read(request: PlatformRequest): string | undefined {
    const pairs = (request.headers['cookie'] ?? '').split(';').map((pair) => pair.trim().split('='));
    return pairs.find(([name]) => name === this.name)?.[1] || undefined;
  }

  private cookie(value: string, seconds: number): string {
    return `${this.name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${this.secure ? '; Secure' : ''}`;
  }
}
