// Runs in a child: the product's own services, asked over the line to the parent.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { API_DIST } from './places.mjs';

const fromApi = (/** @type {string} */ path) => import(pathToFileURL(join(API_DIST, path)).href);
const { withApplication } = await fromApi('commands/application.js');
const { AccountsService } = await fromApi('features/auth/accounts.service.js');
const { LaneRunner } = await fromApi('features/extraction/lane-runner.js');
const { Reconciliation } = await fromApi('features/extraction/completeness/reconciliation.service.js');
const { SourceRegistry } = await fromApi('features/extraction/source-registry.js');
const { ScopedDatabase } = await fromApi('platform/database/scoped-database.js');
const { CallerSource } = await fromApi('platform/access/caller.js');

const REQUEST = {
  traceId: 'bench', ip: '127.0.0.1', device: 'bench', operation: 'bench', object: 'bench', audit: 'view', params: {}, query: {}, isListFile: false, background: false, reason: null, trailed: false,
};

await withApplication(async (/** @type {import('@nestjs/common').INestApplicationContext} */ app) => {
  const get = (/** @type {any} */ service) => app.get(service, { strict: false });
  /** @type {Record<string, (...args: any[]) => Promise<unknown>>} */
  const commands = {
    hello: async () => 'here',
    residentMb: async () => process.memoryUsage().rss / 1_048_576,
    account: (account) => get(AccountsService).make(account, { mustChange: false }),
    serve: async (id) => {
      const source = await get(SourceRegistry).byId(id);
      const begun = performance.now();
      const { fetched } = await get(LaneRunner).serve(source, new AbortController().signal);
      return { fetched, ms: performance.now() - begun };
    },
    reconcile: async (id, streamId, span) => {
      const source = await get(SourceRegistry).byId(id);
      const stream = source.connector.streams.find((/** @type {{ id: string }} */ one) => one.id === streamId);
      const run = await get(Reconciliation).begin(source, stream, span, 'bench');
      await get(Reconciliation).carryOut(run, source, stream, span, new AbortController().signal);
      const [found] = await get(ScopedDatabase).asSystem('bench', (/** @type {import('typeorm').EntityManager} */ em) =>
        em.query('select theirs, ours, differing_days from reconciliation_run where id = $1', [run]));
      return found;
    },
    asCaller: async (sessionId, sql) => {
      const caller = await get(CallerSource).callerOf(sessionId, { ...REQUEST });
      return get(ScopedDatabase).asCaller(caller, async (/** @type {import('typeorm').EntityManager} */ em) => {
        // What it is measured against may take longer than any request.
        await em.query('set local statement_timeout = 0');
        const begun = performance.now();
        const rows = await em.query(sql);
        return { rows, ms: performance.now() - begun };
      });
    },
    asAccount: async (username, statements, person) => {
      const request = { ...REQUEST, object: person ? 'beneficiaries' : 'outpatient-visits', audit: person ? 'view' : 'search', params: person ? { id: person } : {} };
      const [{ id }] = await get(ScopedDatabase).asSystem('bench', (/** @type {import('typeorm').EntityManager} */ em) => em.query('select id from app_user where username = $1', [username]));
      const caller = await get(CallerSource).callerOfAccount(id, randomUUID(), request);
      const begun = performance.now();
      const rows = await get(ScopedDatabase).asCaller(caller, (/** @type {import('typeorm').EntityManager} */ em) =>
        Promise.all(statements.map((/** @type {string} */ sql) => em.query(sql))));
      return { rows, ms: performance.now() - begun };
    },
  };
  await new Promise((leave) => {
    process.once('disconnect', leave);
    process.once('SIGTERM', leave);
    process.on('message', (/** @type {{ name: string, args: unknown[] }} */ { name, args }) => {
      Promise.resolve(commands[name]?.(...args)).then(
        (result) => process.send?.({ result }),
        (problem) => process.send?.({ problem: String(problem instanceof Error ? problem.stack : problem) }),
      );
    });
  });
});
process.exit(0);
