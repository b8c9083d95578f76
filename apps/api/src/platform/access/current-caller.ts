import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { PlatformRequest } from './access.guard.js';
import type { Caller } from './caller.js';

/** The signed-in caller; the guard has made sure that there is one. */
export const CurrentCaller = createParamDecorator((_: unknown, execution: ExecutionContext): Caller => {
  const { caller } = execution.switchToHttp().getRequest<PlatformRequest>();
  if (!caller) throw new Error('An open endpoint asked for its caller');
  return caller;
});
