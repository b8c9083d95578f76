import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditProof } from '../../../apps/api/src/platform/audit/chain/audit-proof.js';
import { ChainWriter } from '../../../apps/api/src/platform/audit/chain/chain-writer.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const COMPILER = `${ROOT}libs/tooling/node_modules/@typescript/native/bin/tsc`;

let hospital: TestHospital;
let clerk: Visitor;
let proof: AuditProof;
let writer: ChainWriter;
beforeAll(async () => {
  hospital = await startHospital({ CRYPTO_PROFILE: 'gm' });
  proof = hospital.app.get(AuditProof, { strict: false });
  writer = hospital.app.get(ChainWriter, { strict: false });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  await writer.catchUp();
});
const opened: pg.Client[] = [];
afterAll(async () => {
  await Promise.all(opened.map((line) => line.end()));
  await hospital.stop();
});

const INSERT = `insert into access_trail (actor, operation, action, outcome) values ('late', 'GET /late', 'view', 'allowed') returning seq`;

describe('a chain that grows', () => {
  it('S77 a transaction that commits late is chained when it comes, and what was rolled back leaves a number to nobody', async () => {
    const [late, undone] = [new pg.Client(hospital.database.ownerUrl), new pg.Client(hospital.database.ownerUrl)];
    for (const line of [late, undone]) line.on('error', () => undefined);
    await Promise.all([late.connect(), undone.connect()]);
    opened.push(late, undone);
    await late.query('begin');
    const { rows: [first] } = await late.query<{ seq: string }>(INSERT);
    await undone.query('begin');
    await undone.query(INSERT);
    await clerk.get('/beneficiaries');
    await writer.catchUp();
    const [block] = await hospital.database.query<{ gaps: unknown[][] }>('select gaps from audit_chain order by seq desc limit 1');
    expect(block!.gaps.at(-1)!.slice(0, 3)).toEqual(['access', Number(first!.seq), Number(first!.seq) + 1]);
    expect(await proof.verify()).toMatchObject({ fault: null });
    await late.query('commit');
    await undone.query('rollback');
    expect(await proof.verify()).toMatchObject({ fault: null });
    expect(await writer.catchUp()).toBe(1);
    expect(await proof.verify()).toMatchObject({ fault: null, unchained: 0 });
  });

  it('S77 PT10 a chain that was found right is proved further from there on: as many groups as are new', async () => {
    const whole = await proof.verify();
    expect(await proof.verify({ onlyNew: true })).toMatchObject({ fault: null, blocks: 0, rows: 0 });
    await clerk.get('/beneficiaries');
    await writer.catchUp();
    expect(await proof.verify({ onlyNew: true })).toMatchObject({ fault: null, blocks: 1, rows: 1 });
    expect((await proof.verify()).blocks).toBe(whole.blocks + 1);
    await clerk.get('/beneficiaries');
    await writer.catchUp();
    await hospital.database.query(`update access_trail set ip = '10.0.0.1' where seq = (select max(seq) from access_trail)`);
    expect(await proof.verify({ onlyNew: true })).toMatchObject({ fault: { kind: 'changed' } });
    await hospital.database.query(`update access_trail set ip = '127.0.0.1' where seq = (select max(seq) from access_trail)`);
  });

  it('S77 S81 with the profile gm the groups are held together by HMAC-SM3', async () => {
    const rows = await hospital.database.query<{ algorithm: string }>('select distinct algorithm from audit_chain');
    expect(rows).toEqual([{ algorithm: 'hmac-sm3' }]);
  });

  it('S77 two writers at once chain every row once', async () => {
    await Promise.all(Array.from({ length: 30 }, () => clerk.get('/beneficiaries')));
    await Promise.all([writer.catchUp(), writer.catchUp(), writer.catchUp()]);
    await writer.catchUp();
    expect(await proof.verify()).toMatchObject({ fault: null, unchained: 0 });
  });

  it('R-96.b the command says it: 0 for a whole log, 2 and the first number for a broken one', async () => {
    const built = spawnSync(process.execPath, [COMPILER, '-b', 'apps/api'], { cwd: ROOT, encoding: 'utf8' });
    expect(built.stdout).toBe('');
    const verify = (...args: string[]) =>
      spawnSync(process.execPath, ['apps/api/dist/cli.js', 'audit', 'verify', ...args], {
        cwd: ROOT, encoding: 'utf8',
        env: { PATH: process.env['PATH'], DATA_DIR: hospital.database.dataDir, DATABASE_APP_URL: hospital.database.appUrl, CRYPTO_PROFILE: 'gm' },
      });
    await proof.anchor();
    const whole = verify('--anchor', `${hospital.database.dataDir}/anchors/head.json`);
    expect([whole.status, whole.stdout]).toEqual([0, expect.stringContaining('审计记录完整')]);
    const [{ seq }] = (await hospital.database.query<{ seq: string }>('select min(seq) as seq from access_trail')) as [{ seq: string }];
    await hospital.database.query(`update access_trail set outcome = 'refused' where seq = $1`, [seq]);
    const broken = verify();
    expect([broken.status, broken.stdout]).toEqual([2, expect.stringContaining(`首个异常序号：${seq}\n`)]);
  });
});
