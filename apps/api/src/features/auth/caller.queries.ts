import { Injectable } from '@nestjs/common';
import { type Caller, CallerSource, type RequestContext } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { RightsLookup } from '../rbac/rights.port.js';

interface SessionState {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly staffNo: string | null;
  readonly departmentCode: string | null;
  readonly rightsVersion: number;
  readonly cleared: boolean;
  readonly freshAt: Date;
}

/** Who a session speaks for, asked anew at every request: a session ended or a right taken away counts at once. */
@Injectable()
export class CallerQueries implements CallerSource {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly rights: RightsLookup,
  ) {}

  async callerOf(sessionId: string, request: RequestContext): Promise<Caller | null> {
    const [state]: SessionState[] = await this.db.asNobody(
      `select user_id as "userId", username, name, staff_no as "staffNo", department_code as "departmentCode",
         rights_version as "rightsVersion", cleared, fresh_at as "freshAt" from session_state($1)`,
      [sessionId],
    );
    if (!state) return null;
    const { roles, permissions, scope } = await this.rights.rightsOf(state);
    return {
      userId: state.userId,
      username: state.username,
      name: state.name,
      staffNo: state.staffNo,
      departmentCode: state.departmentCode,
      sessionId,
      freshAt: state.freshAt,
      roles: roles.map(({ code }) => code),
      permissions,
      scope: { ...scope, cleared: state.cleared },
      request,
    };
  }
}
