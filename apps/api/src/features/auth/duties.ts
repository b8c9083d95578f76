import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import type { Duty } from '../../platform/access/caller.js';
import { passwordEnd } from '../../platform/crypto/password-rules.js';
import { Parameters } from '../settings/parameters.port.js';

/** Whose account opens the most, or opens the rights of others. */
const ROLES_WITH_SECOND_FACTOR = new Set(['HOSPITAL_LEADER', 'DEPT_DIRECTOR', 'SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR']);

export interface SignInState {
  readonly mustChangePassword: boolean;
  readonly passwordChangedAt: Date | null;
  readonly hasSecondFactor: boolean;
}

/** What an account has to do first, by the parameters of the installation. */
@Injectable()
export class Duties {
  constructor(
    private readonly parameters: Parameters,
    private readonly environment: Environment,
  ) {}

  dutyOf({ mustChangePassword, passwordChangedAt, hasSecondFactor }: SignInState, roles: readonly string[]): Duty | null {
    const end = passwordEnd(this.parameters.value('security.passwordProfile'), passwordChangedAt);
    if (mustChangePassword || (end !== null && end <= new Date())) return 'change-password';
    return this.wantsSecondFactor(roles) && !hasSecondFactor ? 'enrol-second-factor' : null;
  }

  /** A demonstration asks nobody for a second factor, so that a newcomer can look at every role; its pages say so. */
  wantsSecondFactor(roles: readonly string[]): boolean {
    const wanted = this.environment.values.DEMO ? 'off' : this.parameters.value('security.secondFactor');
    return wanted === 'all' || (wanted === 'by-role' && roles.some((role) => ROLES_WITH_SECOND_FACTOR.has(role)));
  }
}
