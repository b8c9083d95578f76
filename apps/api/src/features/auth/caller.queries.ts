import { Injectable } from '@nestjs/common';
import { type Caller, CallerSource, type OpenedPerson, type RequestContext } from '../../platform/access/caller.js';
import { Environment } from '../../config/config.module.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { RightsLookup } from '../rbac/rights.port.js';
import { Parameters } from '../settings/parameters.port.js';
import { Duties } from './duties.js';

type Opened = Omit<OpenedPerson, 'sealed'>;

interface SessionState {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly staffNo: string | null;
  readonly departmentCode: string | null;
  readonly rightsVersion: number;
  readonly cleared: boolean;
  readonly opened: readonly Opened[];
  readonly freshAt: Date;
  readonly mustChangePassword: boolean;
  readonly passwordChangedAt: Date | null;
  readonly hasSecondFactor: boolean;
  /** Nothing was heard of its user for a while: this request is worth writing down. */
  readonly rested: boolean;
}

type AccountState = Pick<SessionState, 'userId' | 'username' | 'name' | 'staffNo' | 'departmentCode' | 'rightsVersion' | 'cleared'>;

const OPENED = `select coalesce(json_agg(json_build_object('beneficiaryId', beneficiary_id, 'kind', kind, 'reason', reason, 'shownAs', shown_as)), '[]')`;

/** Who a session speaks for, asked anew at every request: a session ended or a right taken away counts at once. */
@Injectable()
export class CallerQueries implements CallerSource {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly rights: RightsLookup,
    private readonly duties: Duties,
    private readonly environment: Environment,
    private readonly parameters: Parameters,
  ) {}

  async callerOf(sessionId: string, request: RequestContext): Promise<Caller | null> {
    const [state]: SessionState[] = await this.db.asNobody(
      `select user_id as "userId", username, name, staff_no as "staffNo", department_code as "departmentCode",
         rights_version as "rightsVersion", cleared, opened, fresh_at as "freshAt", must_change_password as "mustChangePassword",
         password_changed_at as "passwordChangedAt", has_second_factor as "hasSecondFactor", rested from session_caller($1, $2)`,
      [sessionId, this.environment.values.SESSION_IDLE_MINUTES],
    );
    if (!state) return null;
    if (state.rested && !request.background) await this.keepAlive(sessionId);
    const { roles, permissions, scope, fields } = await this.rights.rightsOf(state);
    const codes = roles.map(({ code }) => code);
    return {
      userId: state.userId,
      username: state.username,
      name: state.name,
      staffNo: state.staffNo,
      departmentCode: state.departmentCode,
      sessionId,
      freshAt: state.freshAt,
      duty: this.duties.dutyOf(state, codes),
      roles: codes,
      permissions,
      scope: { ...scope, cleared: state.cleared, opened: this.readable(state.opened, request) },
      fields,
      request,
    };
  }

  async callerOfAccount(userId: string, sessionId: string, request: RequestContext): Promise<Caller | null> {
    const [account]: (AccountState & Pick<SessionState, 'opened'>)[] = await this.db.asSystem('jobs', (em) =>
      em.query(
        `select user_id as "userId", username, name, staff_no as "staffNo", department_code as "departmentCode",
           rights_version as "rightsVersion", exists (select 1 from clearance_reach(user_id)) as cleared,
           (${OPENED} from opened_people(user_id, $2) where $3) as opened from account_state($1)`,
        [userId, sessionId, request.isListFile],
      ),
    );
    if (!account) return null;
    const { roles, permissions, scope, fields } = await this.rights.rightsOf(account);
    const { username, name, staffNo, departmentCode, cleared } = account;
    return {
      userId, username, name, staffNo, departmentCode, sessionId, permissions, fields, request,
      // Nobody sits there who could prove who he is.
      freshAt: new Date(0), duty: null, roles: roles.map(({ code }) => code), scope: { ...scope, cleared, opened: this.readable(account.opened, request) },
    };
  }

  /**
   * A 机密 person leaves the house in no file, unless the hospital has decided otherwise; in an emergency never. The file of a
   * list keeps his rows, so that it counts what the list counts, and nothing in them but what he is called among others.
   */
  private readable(opened: readonly Opened[], { audit, isListFile }: RequestContext): readonly OpenedPerson[] {
    if (audit !== 'export') return opened.map((one) => ({ ...one, sealed: false }));
    const mayLeave = this.parameters.value('confidential.export');
    const inFiles = opened.map((one) => ({ ...one, sealed: !mayLeave || one.kind !== 'clearance' }));
    return isListFile ? inFiles : inFiles.filter(({ sealed }) => !sealed);
  }

  /** Only what has not ended meanwhile. */
  private async keepAlive(sessionId: string): Promise<void> {
    await this.db.asSystem('activity', (em) => em.query('update session set active_at = now() where id = $1 and ended_at is null', [sessionId]));
  }
}
