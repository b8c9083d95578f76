import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visitor, type Visitor } from '../support/app.js';
import type { TestDatabase } from '../support/database.js';
import { addPerson } from '../support/facts.js';
import { eventually } from '../support/reading-hospital.js';
import { type KillableProduct, openKillableProduct, type Server } from './killable-product.js';

const ROWS = 40_000;

let product: KillableProduct;
let server: Server;
beforeAll(async () => {
  product = await openKillableProduct();
  await product.command(['migrate']);
  await product.command(['seed']);
  server = await product.server();
  await server.start();
}, 300_000);
afterAll(() => product?.stop());

/** Signs in as the care office. */
async function clerk(): Promise<Visitor> {
  const accounts = JSON.parse(readFileSync(join(product.directory, 'demo-accounts.json'), 'utf8')) as { username: string; password: string }[];
  const { username, password } = accounts.find((one) => one.username === 'office.staff')!;
  const { body } = await visitor(`http://127.0.0.1:${server.port}`, null).post<{ accessToken: string }>('/auth/login', { username, password });
  return visitor(`http://127.0.0.1:${server.port}`, body.accessToken);
}

it('G-X.c G-X.g an export that was under way when the server was killed is made all the same, once', async () => {
  const { id } = await addPerson({ query: product.query } as TestDatabase, { name: '断电甲' });
  await product.query(
    `insert into visit (source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
       visit_class, visit_no, started_at, seen_at, department_code, status)
     select 'HIS', 'kill' || n, now(), 1, 'h', 'HIS', 'P1', $1::uuid, false, 'outpatient', n::text, timestamptz '2020-01-01 08:00+08' + n * interval '1 minute',
       now(), '100105', 'finished' from generate_series(1, ${ROWS}) n`, [id]);
  let office = await clerk();
  const { body } = await office.post<{ jobId: string }>('/exports', { path: '/outpatient-visits/export', query: { to: '2020-12-31' }, reason: '断电演练' });
  await eventually(async () => expect(await product.query('select state, done > 0 as begun from background_job where id = $1', [body.jobId])).toEqual([{ state: 'running', begun: true }]), 30_000);
  await server.kill();
  expect(await product.query('select state from background_job where id = $1', [body.jobId])).toEqual([{ state: 'running' }]);
  await server.start();
  office = await clerk();
  await eventually(async () => expect((await office.get(`/jobs/${body.jobId}`)).body).toMatchObject({ state: 'done', fileRows: ROWS }), 120_000);
  expect(await product.query('select count(*)::int as files from stored_file')).toEqual([{ files: 1 }]);
  expect(await product.query(`select count(*)::int as told from notice where user_id is not null`)).toEqual([{ told: 1 }]);
}, 240_000);
