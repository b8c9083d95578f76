import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { Caller } from '../access/caller.js';
import { type BoundStatement, trailStatement } from '../audit/trail-statement.js';

/** What a transaction says about itself: who acts and what he may see. Set in this file only; what is empty or off is not said. */
type Scope = Readonly<Record<string, string>>;

type Opening = 'begin' | 'begin isolation level repeatable read';

/** How a transaction begins. */
interface Said {
  readonly settings: Scope;
  readonly opening: Opening;
}

/** Whoever opens, reviews, sets 机密 or names care teams reads what was proposed and opened within the reach of his clearance. */
const SECRECY = ['confidential:open', 'confidential:review', 'confidential:classify', 'care-team:manage'] as const;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const OFF = 'off';
const flag = (value: boolean): string => (value ? 'on' : OFF);

/** Where all roles see alike and none is narrowed, the policies need not look at each of them. */
function narrowingOf({ scope: { allPeople, clauses }, request: { object, params } }: Caller): Scope {
  const alike = clauses.every(({ levels, categories, peopleOf, pastAccess }) =>
    !levels && !categories && !peopleOf && pastAccess === clauses[0]!.pastAccess);
  if (allPeople || alike) return {};
  const about = object === 'beneficiaries' && UUID.test(params['id'] ?? '') ? params['id']! : '';
  return { narrowed: 'on', clauses: JSON.stringify(clauses), asked: about };
}

/**
 * The only way a feature reaches PostgreSQL: every statement runs in a transaction that carries who asks and what he may
 * see, and what he did is on the access trail before that transaction is over: no record, no act.
 */
@Injectable()
export class ScopedDatabase {
  /** The transaction that everything of one account goes on in, see {@link together}. */
  private readonly joint = new AsyncLocalStorage<{ readonly userId: string; readonly em: EntityManager }>();

  constructor(private readonly source: DataSource) {}

  /** For requests. The first transaction of a request writes its access trail row, with the ids that the result names. */
  asCaller<T>(caller: Caller, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.asked(caller, 'begin', work);
  }

  private asked<T>(caller: Caller, opening: Opening, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const { scope, request } = caller;
    const joint = this.joint.getStore();
    if (joint) {
      if (joint.userId !== caller.userId) throw new Error('Somebody else acts in this transaction');
      return work(joint.em);
    }
    const settings: Scope = {
      actor: caller.username,
      trace: request.traceId,
      user: caller.userId,
      staff: scope.staffNo ?? '',
      departments: scope.departments.join(','),
      all_people: flag(scope.allPeople),
      past_access: flag(scope.pastAccess),
      ...narrowingOf(caller),
      cleared: flag(scope.cleared),
      opened: scope.opened.map(({ beneficiaryId }) => beneficiaryId).join(','),
      emergency: scope.opened.filter(({ kind }) => kind === 'emergency').map(({ beneficiaryId }) => beneficiaryId).join(','),
      clearances: flag(caller.permissions.has('clearance:read')),
      clearances_approve: flag(caller.permissions.has('clearance:approve')),
      clearances_revoke: flag(caller.permissions.has('clearance:revoke')),
      secrecy: flag(SECRECY.some((permission) => caller.permissions.has(permission))),
      matching: flag(caller.permissions.has('match:read')),
      operations: flag(caller.permissions.has('sync:read')),
      audit: flag(caller.permissions.has('audit:read')),
      person_log: flag(caller.permissions.has('audit:person')),
      health: flag(caller.permissions.has('system:read')),
      sessions: flag(caller.permissions.has('session:read')),
      accounts: flag(caller.permissions.has('user:read')),
      accounts_write: flag(caller.permissions.has('user:write')),
      all_accounts: flag(caller.permissions.has('user:all')),
      directory: flag(caller.permissions.has('staff:read')),
      provisioning: flag(caller.permissions.has('user:provision')),
      departments_write: flag(caller.permissions.has('department:write')),
      settings: flag(caller.permissions.has('parameter:read')),
      rights: flag(caller.permissions.has('role:read')),
      rights_write: flag(caller.permissions.has('role:write')),
      rights_review: flag(caller.permissions.has('role:review')),
      restricted_notes: flag(caller.permissions.has('note:restricted')),
      dictionaries: flag(caller.permissions.has('dictionary:write')),
    };
    let writesTrail = false;
    return this.run({ settings, opening }, work, (result) => {
      if (request.trailed || request.audit === 'skip') return undefined;
      writesTrail = true;
      request.trailed = 'allowed';
      return trailStatement(caller, result);
    }).catch((problem: unknown) => {
      // It went with its transaction: whatever the request does next has to be recorded anew.
      if (writesTrail) request.trailed = false;
      throw problem;
    });
  }

  /**
   * For lists that name the 机密 people whom their reader may open. Of those who are not open now they show a placeholder:
   * `concealed` makes it, and nothing that hangs on them is to be read here.
   */
  asLister<T>(caller: Caller, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.asCaller(caller, async (em) => {
      if (caller.scope.cleared) {
        await em.query(`select set_config('scope.listed', coalesce((select string_agg(p::text, ',') from clearable_people($1) p), ''), true)`, [caller.userId]);
      }
      return work(em);
    });
  }

  /**
   * Many acts of the caller in one transaction: whatever `work` calls, each `asCaller` of his goes on in it. All of it stands, or
   * none; who wants one act to fail by itself sets a savepoint.
   */
  together<T>(caller: Caller, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.asCaller(caller, (em) => this.joint.run({ userId: caller.userId, em }, () => work(em)));
  }

  /** The same for what only reads, and all of it as it stood at the beginning: parts of a file that have to agree with each other. */
  atOneMoment<T>(caller: Caller, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.asked(caller, 'begin isolation level repeatable read', (em) => this.joint.run({ userId: caller.userId, em }, () => work(em)));
  }

  /** For jobs and sync lanes, which answer to no user. `job` is who the change log names. */
  asSystem<T>(job: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.run({ settings: { actor: `system:${job}`, system: 'on' }, opening: 'begin' }, work);
  }

  /** For the one question that comes before any scope: whose session is this. One statement, no transaction, nothing visible by itself. */
  asNobody<T>(statement: string, values: readonly unknown[]): Promise<T> {
    return this.source.query(statement, [...values]);
  }

  private async run<T>(said: Said, work: (em: EntityManager) => Promise<T>, last?: (result: T) => BoundStatement | undefined): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      const client: pg.PoolClient = await runner.connect();
      const begun = begin(runner, client, said);
      const result = await work(runner.manager).catch(async (problem: unknown) => {
        await begun;
        throw problem;
      });
      await begun;
      await finish(client, last?.(result));
      Object.assign(runner, { isTransactionActive: false });
      return result;
    } catch (problem) {
      await rollBack(runner);
      throw problem;
    } finally {
      await runner.release();
    }
  }
}

/**
 * Sent together with the first statement of the work (the connection is pipelined), so that the scope costs no round trip.
 * TypeORM is told of the transaction: its own `save` would open another one otherwise.
 */
function begin(runner: QueryRunner, client: pg.PoolClient, { settings: scope, opening }: Said): Promise<unknown> {
  const said = Object.entries(scope).filter(([, value]) => value !== '' && value !== OFF);
  const settings = said.map(([name, value]) => `set_config('scope.${name}', ${pg.escapeLiteral(value)}, true)`);
  Object.assign(runner, { isTransactionActive: true });
  const begun = client.query(`${opening}; select ${settings.join(', ')}`);
  begun.catch(() => undefined);
  return begun;
}

/** Sent together: a trail that cannot be written turns the commit behind it into a rollback, and its failure is the request's. */
async function finish(client: pg.PoolClient, trail: BoundStatement | undefined): Promise<void> {
  await Promise.all([trail && client.query(trail.text, trail.values), client.query('commit')]);
}

async function rollBack(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  Object.assign(runner, { isTransactionActive: false });
  await runner.query('rollback').catch(() => undefined);
}
