import type { Caller } from '../../../platform/access/caller.js';
import { Forbidden } from '../../../platform/http/refusal.js';

/** A report is of the whole house: whoever sees a part of it only has his own figures, not the report. */
export function mustSeeEverybody({ scope }: Caller): void {
  if (!scope.allPeople) throw new Forbidden('全院工作报告');
}
