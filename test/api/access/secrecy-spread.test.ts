import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';
import { addSecretPerson, type SecretPerson } from './secret-person.js';

let hospital: TestHospital;
let person: SecretPerson;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  person = await addSecretPerson(hospital, 'N');
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  // Each kind of fact gets an earlier version: changed facts and removed parts.
  const tables = await hospital.database.query<{ name: string; fact: boolean }>(`
    select t.name, exists (select 1 from information_schema.columns c where c.table_name = t.name and c.column_name = 'content_hash') as fact
    from (select replace(table_name, '_history', '') as name from information_schema.columns where table_name like '%\\_history' and column_name = 'recorded_to') t`);
  for (const { name } of tables.filter(({ fact }) => fact))
    await hospital.database.query(`update ${name} set content_hash = content_hash || 'x'`);
  for (const { name: table } of tables.filter(({ fact }) => !fact)) {
    await hospital.database.query(`with gone as (delete from ${table} returning *) select 1 from gone`);
    const names = await hospital.database.query<{ name: string }>(
      `select string_agg(quote_ident(column_name), ', ') as name from information_schema.columns where table_name = $1`,
      [table],
    );
    await hospital.database.query(
      `insert into ${table} (${names[0]!.name}) select ${names[0]!.name} from ${table}_history`,
    );
  }
});
afterAll(() => hospital.stop());

/** How many rows of each labelled table are the person's, and how many of them are labelled 机密. */
const labels = () =>
  hospital.database.query<{ name: string; rows: number; labelled: number }>(
    `
  select c.table_name as name,
    (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I where beneficiary_id = %L', c.table_name, $1::text), false, true, '')))[1]::text::int as rows,
    (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I where beneficiary_id = %L and confidential', c.table_name, $1::text), false, true, '')))[1]::text::int as labelled
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and c.column_name = 'confidential' and t.table_type = 'BASE TABLE' and c.table_name <> 'beneficiary' order by 1`,
    [person.id],
  );

const setSecrecy = (secrecy: string) =>
  new RosterBench(hospital).run((em) =>
    em.query('update beneficiary set secrecy = $2 where id = $1', [person.id, secrecy]),
  );

describe('机密 as a label', () => {
  it('S34 spreads in one transaction to everything that hangs on the person, earlier versions too, and back', async () => {
    const before = await labels();
    expect(before.length).toBeGreaterThanOrEqual(40);
    expect(before.filter(({ rows, labelled }) => rows === 0 || labelled > 0)).toEqual([]);
    expect((await clerk.get(`/beneficiaries/${person.id}`)).status).toBe(200);

    await setSecrecy('V');
    expect((await labels()).filter(({ rows, labelled }) => rows !== labelled)).toEqual([]);
    expect((await clerk.get(`/beneficiaries/${person.id}`)).status).toBe(404);
    expect((await clerk.get('/outpatient-visits')).body.total).toBe(0);

    await setSecrecy('R');
    expect((await labels()).filter(({ labelled }) => labelled > 0)).toEqual([]);
    expect((await clerk.get(`/beneficiaries/${person.id}`)).status).toBe(200);
  });

  it('S34 the change of secrecy is on the change log with who did it', async () => {
    await setSecrecy('V');
    const [change] = await hospital.database.query(
      `select actor, before ->> 'secrecy' as before, after ->> 'secrecy' as after from change_log where table_name = 'beneficiary' and row_id = $1 order by seq desc limit 1`,
      [person.id],
    );
    expect(change).toEqual({ actor: 'system:test', before: 'R', after: 'V' });
    await setSecrecy('N');
  });

  it('S34 a label written wrongly on a person is put right from his secrecy', async () => {
    await setSecrecy('V');
    const [row] = await hospital.database.query(
      `update beneficiary set confidential = false where id = $1 returning confidential`,
      [person.id],
    );
    expect(row).toEqual({ confidential: true });
    await setSecrecy('N');
  });

  it('S28 live news of a 机密 person reach only those who may see him', async () => {
    const ordinary = await new RosterBench(hospital).enrol({ name: '常见新闻' });
    const leader = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'E1' });
    await new RosterBench(hospital).clear('t.hospital_leader.e1');
    await setSecrecy('V');
    await leader.post('/confidential-openings', { beneficiaryId: person.id, reason: '查看近况' });
    const [heardByClerk, heardByLeader] = [listen(clerk), listen(leader)];
    await Promise.all([heardByClerk.open, heardByLeader.open]);
    await new RosterBench(hospital).run(async (em) => {
      for (const id of [person.id, ordinary.id])
        await em.query(`select pg_notify('live', $1)`, [
          JSON.stringify({ topic: 'visits', beneficiaryId: id, at: new Date() }),
        ]);
    });
    await new Promise((go) => setTimeout(go, 1_500));
    expect(heardByLeader.text()).toContain(person.id);
    expect(heardByClerk.text()).toContain(ordinary.id);
    expect(heardByClerk.text()).not.toContain(person.id);
    heardByClerk.end();
    heardByLeader.end();
  });

  it('S28 an open line for live news ends with its session', async () => {
    const leaver = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001', staffNo: 'E2' });
    const heard = listen(leaver);
    await heard.open;
    await leaver.post('/auth/logout');
    await new RosterBench(hospital).run((em) =>
      em.query(`select pg_notify('live', '{"topic":"notices","beneficiaryId":null,"at":"2026-01-01"}')`),
    );
    await new Promise((go) => setTimeout(go, 1_000));
    expect(heard.text()).not.toContain('notices');
    heard.end();
  });
});

/** Reads a visitor's line of live news in the background. */
function listen(visitor: Visitor): { open: Promise<void>; text: () => string; end: () => void } {
  const hangUp = new AbortController();
  let text = '';
  const open = fetch(`${hospital.url}/api/v1/live`, {
    headers: { authorization: `Bearer ${visitor.token}` },
    signal: hangUp.signal,
  }).then((answer) => {
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const decoder = new TextDecoder();
    void (async () => {
      for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(part);
    })().catch(() => undefined);
  });
  return { open, text: () => text, end: () => hangUp.abort() };
}
