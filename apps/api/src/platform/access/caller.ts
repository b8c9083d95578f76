import type { AuditClass } from './endpoint.js';
import type { FieldDisplay, PersonField } from './person-fields.js';

/** The pseudo department under which today's list stands in `person_access`: whom the guide desk sees. */
export const TODAY_LIST = '@today';

/** The pseudo department under which everybody stands in `person_access`: for roles that see all of some levels, or chosen people. */
export const EVERYONE = '@everyone';

/** Departments of the hospital, none of the pseudo ones. */
export const isDepartment = (code: string): boolean => !code.startsWith('@');

/** What one role lets its holder see. Several roles are their union, each with its own narrowing. */
export interface ScopeClause {
  readonly departments: readonly string[];
  readonly staffNo: string | null;
  readonly pastAccess: boolean;
  /** Only people of these levels; null: whatever level they have. */
  readonly levels: readonly string[] | null;
  readonly categories: readonly string[] | null;
  /** Only the people chosen for this role. */
  readonly peopleOf: string | null;
}

/** Which people a caller sees; worked out on the server from his roles, once per request. */
export interface DataScope {
  readonly allPeople: boolean;
  /** Empty where he sees all people; otherwise what {@link departments} and the others are the union of. */
  readonly clauses: readonly ScopeClause[];
  readonly departments: readonly string[];
  /** His own staff number, when he also sees the people he treats. */
  readonly staffNo: string | null;
  /** Access that has run out still counts: heads of departments see what their department did earlier. */
  readonly pastAccess: boolean;
  /** Holds a personal, dated clearance for 机密 people and a role that may have one. */
  readonly cleared: boolean;
  /** The 机密 people who are open to him in this request. */
  readonly opened: readonly OpenedPerson[];
}

/** A 机密 person who may be read now, and why: opened for a while, in an emergency, or in the reader's daily care. */
export interface OpenedPerson {
  readonly beneficiaryId: string;
  readonly kind: 'clearance' | 'emergency' | 'care-team';
  readonly reason: string;
  /** What lists, boards and files call him: others may look on. */
  readonly shownAs: string;
  /** In files he is a row with nothing but that name, so that a file has as many rows as its list. */
  readonly sealed: boolean;
}

/** The request as the audit needs it. `trailed` is the outcome that is on the access trail, once one is. */
export interface RequestContext {
  readonly traceId: string;
  readonly ip: string;
  readonly device: string;
  readonly operation: string;
  /** First part of the path: what kind of thing the request is about. */
  readonly object: string;
  readonly audit: AuditClass;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** A list is made a file of, row by row. Every other file is about somebody. */
  readonly isListFile: boolean;
  /** The page asks by itself, nobody sits there: such a request does not keep a session alive. It can only forgo, never gain. */
  readonly background: boolean;
  /** Whether a list that is exported is wanted as CSV rather than as a workbook; see `exportRows`. */
  readonly csv: boolean;
  reason: string | null;
  trailed: false | 'allowed' | 'refused';
}

/** What an account has to do before it may do anything else. */
export type Duty = 'change-password' | 'enrol-second-factor';

/** Who asks. */
export interface Caller {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly staffNo: string | null;
  readonly departmentCode: string | null;
  readonly sessionId: string;
  /** When he last proved who he is: at sign-in, or asked again for a sensitive act. */
  readonly freshAt: Date;
  readonly duty: Duty | null;
  readonly roles: readonly string[];
  readonly permissions: ReadonlySet<string>;
  readonly scope: DataScope;
  /** How fields of people are shown to him. */
  readonly fields: Readonly<Record<PersonField, FieldDisplay>>;
  readonly request: RequestContext;
}

/** Who a session speaks for; the auth feature answers it. */
export abstract class CallerSource {
  /** Null when the session is over or its account was disabled. */
  abstract callerOf(sessionId: string, request: RequestContext): Promise<Caller | null>;
  /** The account as it stands now, for work that goes on without a session; `sessionId` is the one that asked for it. Null when it was disabled. */
  abstract callerOfAccount(userId: string, sessionId: string, request: RequestContext): Promise<Caller | null>;
}
