import { TransportError } from '@cadre/connector-kit/transport-error';
import { Refusal } from '../../platform/http/refusal.js';
import { LeaseLost } from './lease.js';

/** A line that fails, or a run that was stopped, is the answer to whoever waits for it, not a fault of ours. */
export function asRefusal(problem: unknown): unknown {
  if (problem instanceof TransportError) return new Refusal(409, 'SOURCE_UNREACHABLE', problem.message);
  return problem instanceof LeaseLost ? new Refusal(409, 'RUN_CANCELLED', '运行已被取消，已提交的部分保留。') : problem;
}
