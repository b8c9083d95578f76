import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { DutyFirst, Forbidden, ProofNeeded, SignInNeeded } from '../http/refusal.js';
import type { Caller, RequestContext } from './caller.js';
import { ENDPOINT, type EndpointSpec } from './endpoint.js';
import { isListFile, operationOf } from './operation.js';
import { PERMISSIONS } from './permissions.js';

/** How long a proof of who sits there is good for sensitive acts. */
const FRESH_MS = 5 * 60_000;

/** What the platform keeps on a request. */
export interface PlatformRequest {
  readonly id: string;
  readonly ip: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Set by passport. */
  user?: Caller;
  caller?: Caller;
  context?: RequestContext;
}

/** passport-jwt reads the token; whatever is wrong with it, the answer is the same. */
class BearerGuard extends AuthGuard('bearer') {
  override handleRequest<T>(_problem: unknown, caller: T | false): T {
    if (!caller) throw new SignInNeeded();
    return caller;
  }
}

/** Closed by default: what is not declared is not reachable, who is not known is sent to sign in. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly bearer = new BearerGuard();

  constructor(private readonly reflector: Reflector) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<PlatformRequest>();
    const spec = this.reflector.get<EndpointSpec | undefined>(ENDPOINT, execution.getHandler());
    if (!spec) throw new Forbidden('此功能');
    request.context = contextOf(request, spec, execution);
    if (typeof spec.permission === 'object' && 'open' in spec.permission) return true;

    await this.bearer.canActivate(execution);
    const caller = request.user!;
    request.caller = caller;
    if (caller.duty && !spec.despiteDuty) throw new DutyFirst(caller.duty);
    if (typeof spec.permission === 'string' && !caller.permissions.has(spec.permission)) {
      throw new Forbidden(PERMISSIONS[spec.permission]);
    }
    if (spec.fresh && Date.now() - caller.freshAt.getTime() > FRESH_MS) throw new ProofNeeded();
    return true;
  }
}

function contextOf(request: PlatformRequest, spec: EndpointSpec, execution: ExecutionContext): RequestContext {
  const controller = execution.getClass();
  const base: string = Reflect.getMetadata('path', controller) ?? '';
  const operation = operationOf(base, spec.route);
  return {
    traceId: request.id,
    ip: request.ip,
    device: (request.headers['user-agent'] ?? '').slice(0, 200),
    operation,
    object: base.split('/')[0] ?? base,
    audit: typeof spec.audit === 'string' ? spec.audit : 'skip',
    params: { ...request.params },
    query: { ...request.query },
    isListFile: isListFile(operation, spec),
    background: spec.returns === 'events' || request.headers['x-background'] === '1',
    csv: /^text\/csv\b/i.test(request.headers.accept ?? ''),
    reason: null,
    trailed: false,
  };
}
