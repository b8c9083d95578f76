import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { catchError, from, mergeMap, type Observable } from 'rxjs';
import { AccessTrail } from '../audit/access-trail.js';
import { ScopedDatabase } from '../database/scoped-database.js';
import { NotFound, OpeningNeeded } from '../http/refusal.js';
import type { Caller } from './caller.js';
import type { PlatformRequest } from './access.guard.js';
import { ENDPOINT, type EndpointSpec } from './endpoint.js';
import { maskAnswer } from './row-parts.js';

/** Before an answer leaves: its fields are masked by the declared class, and the act is on the access trail if nothing wrote it yet. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly trail: AccessTrail,
    private readonly db: ScopedDatabase,
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
      catchError((problem: unknown) => from(this.refusalOf(problem, request.caller))),
    );
  }

  /** Whoever may open a 机密 person is told so, wherever under his address he asks; nobody else learns that he is there. */
  private async refusalOf(problem: unknown, caller: Caller | undefined): Promise<never> {
    const id = caller?.request.params['id'];
    if (!(problem instanceof NotFound) || !caller?.scope.cleared || caller.request.object !== 'beneficiaries' || !id) throw problem;
    const [may]: unknown[] = await this.db.asSystem('opening-needed', (em) =>
      em.query('select 1 from clearable_people($1) p where p = $2 and not p = any ($3)', [
        caller.userId, id, caller.scope.opened.map(({ beneficiaryId }) => beneficiaryId),
      ]),
    );
    throw may ? new OpeningNeeded() : problem;
  }
}
