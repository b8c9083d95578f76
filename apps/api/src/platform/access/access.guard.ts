import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Forbidden, SignInNeeded } from '../http/refusal.js';
import type { Caller, RequestContext } from './caller.js';
import { CallerSource } from './caller.js';
import { ENDPOINT, type EndpointSpec } from './endpoint.js';
import { PERMISSIONS } from './permissions.js';

/** What the platform keeps on a request. */
export interface PlatformRequest {
  readonly id: string;
  readonly ip: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  caller?: Caller;
  context?: RequestContext;
}

/** Closed by default: what is not declared is not reachable, who is not known is sent to sign in. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: CallerSource,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<PlatformRequest>();
    const spec = this.reflector.get<EndpointSpec | undefined>(ENDPOINT, execution.getHandler());
    if (!spec) throw new Forbidden('此功能');
    request.context = contextOf(request, spec, execution);
    if (typeof spec.permission === 'object' && 'open' in spec.permission) return true;

    const token = /^Bearer ([\w.-]+)$/.exec(request.headers['authorization'] ?? '')?.[1];
    const caller = token ? await this.callers.callerOf(token, request.context) : null;
    if (!caller) throw new SignInNeeded();
    request.caller = caller;
    if (typeof spec.permission === 'string' && !caller.permissions.has(spec.permission)) {
      throw new Forbidden(PERMISSIONS[spec.permission]);
    }
    return true;
  }
}

function contextOf(request: PlatformRequest, spec: EndpointSpec, execution: ExecutionContext): RequestContext {
  const controller = execution.getClass();
  const base: string = Reflect.getMetadata('path', controller) ?? '';
  const [verb, path] = spec.route.split(' ') as [string, string];
  return {
    traceId: request.id,
    ip: request.ip,
    device: (request.headers['user-agent'] ?? '').slice(0, 200),
    operation: `${verb} /${base}${path === '/' ? '' : path}`,
    object: base.split('/')[0] ?? base,
    audit: typeof spec.audit === 'string' ? spec.audit : 'skip',
    params: { ...request.params },
    query: { ...request.query },
    reason: null,
    trailed: false,
  };
}
