import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { mergeMap, type Observable } from 'rxjs';
import { AccessTrail } from '../audit/access-trail.js';
import type { PlatformRequest } from './access.guard.js';
import { ENDPOINT, type EndpointSpec } from './endpoint.js';
import { maskAnswer } from './row-parts.js';

/** Before an answer leaves: its fields are masked by the declared class, and the act is on the access trail if nothing wrote it yet. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly trail: AccessTrail,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const spec = this.reflector.get<EndpointSpec>(ENDPOINT, execution.getHandler());
    const request = execution.switchToHttp().getRequest<PlatformRequest>();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        const { caller } = request;
        if (caller && caller.request.audit !== 'skip' && !caller.request.trailed) await this.trail.record(caller, answer);
        return typeof spec.returns === 'function' ? maskAnswer(answer, spec.returns, caller ?? null) : answer;
      }),
    );
  }
}
