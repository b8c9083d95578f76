import type { ParameterName, ParameterValue } from './parameters/parameters.js';

/** What administrators have set, as other features read it: never older than a few seconds, no wait. */
export abstract class Parameters {
  abstract value<N extends ParameterName>(name: N): ParameterValue<N>;
}
