import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RetentionService } from '../../../apps/api/src/features/audit/retention.service.js';
import { archiveFolder } from '../../../apps/api/src/platform/audit/chain/archived-lines.js';
import { AuditProof } from '../../../apps/api/src/platform/audit/chain/audit-proof.js';
import { ChainWriter } from '../../../apps/api/src/platform/audit/chain/chain-writer.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let auditor: Visitor;
let personId: string;
const scratch = mkdtempSync(join(tmpdir(), 'cadre-evidence-'));
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const reason = encodeURIComponent('配合检查');
beforeAll(async () => {
  hospital = await startHospital();
  auditor = await hospital.signIn('AUDITOR');
  const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  personId = (await new RosterBench(hospital).enrol({ name: '取证人' })).id;
  for (let n = 0; n < 3; n += 1) {
    await clerk.get(`/beneficiaries/${personId}`);
    await clerk.get('/beneficiaries');
    await hospital.app.get(ChainWriter, { strict: false }).catchUp();
  }
});
afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true });
  await hospital.stop();
});

/** Unpacked into a folder of its own, as on somebody else's machine. */
async function unpacked(name: string, query: string): Promise<string> {
  const { status, bytes } = await auditor.download(`/audit/evidence?${query}`);
  expect(status, bytes.toString('utf8').slice(0, 300)).toBe(200);
  const folder = join(scratch, name);
  mkdirSync(folder);
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  for (let at = bytes.readUInt32LE(end + 16); bytes.readUInt32LE(at) === 0x02014b50; ) {
    const [packed, length, extra, comment, local] = [20, 28, 30, 32, 42].map((offset) => (offset === 20 || offset === 42 ? bytes.readUInt32LE(at + offset) : bytes.readUInt16LE(at + offset))) as [number, number, number, number, number];
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const method = bytes.readUInt16LE(at + 10);
    const body = bytes.subarray(data, data + packed);
    writeFileSync(join(folder, bytes.toString('utf8', at + 46, at + 46 + length)), method === 0 ? body : inflateRawSync(body));
    at += 46 + length + extra + comment;
  }
  return folder;
}

const judge = (folder: string) => spawnSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8', env: {} });

describe('an evidence package', () => {
  it('R-96.c is proved by one program on bare Node, without the system', async () => {
    const folder = await unpacked('whole', `from=${today}&to=${today}&reason=${reason}`);
    expect(readdirSync(folder).sort()).toEqual(['anchors.json', 'chain.jsonl', 'manifest.json', 'manifest.sig', 'public-key.pem', 'rows.jsonl', 'verify.mjs', '说明.txt'].sort());
    const judged = judge(folder);
    expect([judged.status, judged.stdout]).toEqual([0, expect.stringContaining('核验通过')]);
    expect(readFileSync(join(folder, 'rows.jsonl'), 'utf8')).not.toContain('取证人');
    expect(readFileSync(join(folder, '说明.txt'), 'utf8')).toContain('node verify.mjs');
    const rows = await hospital.database.query(`select 1 as one from access_trail where action = 'export' and reason = '配合检查' and row_count > 0`);
    expect(rows).toHaveLength(1);
  });

  it('R-96.c of one person holds his rows only, and still the chain around them', async () => {
    const folder = await unpacked('person', `from=${today}&to=${today}&person=${personId}&reason=${reason}`);
    expect(judge(folder).status).toBe(0);
    const rows = readFileSync(join(folder, 'rows.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { people: string[] });
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const { people } of rows) expect(people).toContain(personId);
  });

  it('R-96.c whatever file is altered, one byte is enough', async () => {
    const folder = await unpacked('altered', `from=${today}&to=${today}&reason=${reason}`);
    for (const name of readdirSync(folder).filter((one) => !['verify.mjs', '说明.txt'].includes(one))) {
      const kept = readFileSync(join(folder, name));
      const altered = Buffer.from(kept);
      altered[Math.floor(altered.length / 2)]! ^= 1;
      writeFileSync(join(folder, name), altered);
      expect(judge(folder).status, name).not.toBe(0);
      writeFileSync(join(folder, name), kept);
    }
    expect(judge(folder).status).toBe(0);
  });

  it('R-96 only the auditor takes it, with a reason and a fresh proof of who he is', async () => {
    const sysAdmin = await hospital.signIn('SYS_ADMIN');
    expect((await sysAdmin.download(`/audit/evidence?from=${today}&to=${today}&reason=${reason}`)).status).toBe(403);
    expect((await auditor.download(`/audit/evidence?from=${today}&to=${today}`)).status).toBe(400);
    expect((await auditor.download(`/audit/evidence?from=2020-01-01&to=2020-01-02&reason=${reason}`)).status).toBe(400);
  });

  it('R-96.e S76 months older than the retention go to files, stay provable, and cannot go before 180 days', async () => {
    const proof = hospital.app.get(AuditProof, { strict: false });
    const retention = hospital.app.get(RetentionService, { strict: false });
    expect(await retention.archive()).toBe(0);
    // A hospital that has run for a long time: the same rows, chained fourteen months ago.
    await hospital.database.query(`truncate audit_chain; update access_trail set at = at - interval '430 days'; update change_log set at = at - interval '430 days'`);
    rmSync(join(hospital.database.dataDir, 'anchors'), { recursive: true, force: true });
    await hospital.app.get(ChainWriter, { strict: false }).catchUp();
    expect((await proof.verify()).fault).toBeNull();
    expect(await retention.archive()).toBe(0);
    const old = await ageChain();
    const [{ rows }] = (await hospital.database.query<{ rows: number }>('select count(*)::int as rows from access_trail')) as [{ rows: number }];
    expect(await retention.archive()).toBe(old);
    const [{ left }] = (await hospital.database.query<{ left: number }>('select count(*)::int as left from access_trail')) as [{ left: number }];
    expect(left).toBeLessThan(rows);
    expect(await proof.verify()).toMatchObject({ fault: null, rows: old });
    const [file] = readdirSync(archiveFolder(hospital.database.dataDir));
    const kept = readFileSync(join(archiveFolder(hospital.database.dataDir), file!));
    const altered = Buffer.from(kept);
    altered[altered.length - 9]! ^= 1;
    writeFileSync(join(archiveFolder(hospital.database.dataDir), file!), altered);
    expect((await proof.verify()).fault).toMatchObject({ kind: 'removed' });
    writeFileSync(join(archiveFolder(hospital.database.dataDir), file!), kept);
    expect((await proof.verify()).fault).toBeNull();
  });
});

/** Makes the chain anew as it would have been written 430 days ago; answers how many rows it holds. */
async function ageChain(): Promise<number> {
  const { hashOf } = await import('../../../apps/api/src/platform/audit/chain/chain-hash.js');
  const { blocksAfter } = await import('../../../apps/api/src/platform/audit/chain/blocks.js');
  const { ScopedDatabase } = await import('../../../apps/api/src/platform/database/scoped-database.js');
  const { keys } = hospital.app.get(ChainWriter, { strict: false });
  const blocks = await hospital.app.get(ScopedDatabase, { strict: false }).asSystem('test', (em) => blocksAfter(em, 0, 100));
  let prev = Buffer.alloc(32);
  let rows = 0;
  for (const block of blocks) {
    const aged = { ...block, at: new Date(Date.parse(block.at) - 430 * 86_400_000).toISOString(), prev };
    prev = Buffer.from(hashOf(aged, keys.mac));
    await hospital.database.query('update audit_chain set at = $2, prev = $3, hash = $4 where seq = $1', [block.seq, aged.at, aged.prev, prev]);
    rows += block.accessRows.length + block.changeRows.length;
  }
  return rows;
}
