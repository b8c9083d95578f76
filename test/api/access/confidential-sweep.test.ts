import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';
import { questionsOf, tell } from './answers.js';
import { EXPECTED_RIGHTS, ROLES } from './expected-rights.js';
import { addressOf, type Operation, publishedOperations } from './operations.js';
import { addOrdinaryPerson } from './ordinary-person.js';
import { addSecretPerson, type SecretPerson } from './secret-person.js';

const WAIT = 240_000;
const READINGS = publishedOperations().filter(({ method, path }) => method === 'GET' && path !== '/live');
const LISTS = READINGS.filter(({ path }) => !path.includes('{'));
const SINGLE = READINGS.filter(({ path }) => path.includes('{id}'));

/** What is typed by somebody who suspects him, known before he is on the roster. */
const GUESSES = {
  keyword: ['阙密君', '阙', 'qmj', '保健柒玖', '13912349876', '9876', 'GB7390003', 'MZ739', 'BA739'],
  q: ['阙密君', 'qmj', '保健柒', '9876', 'GB7390003'],
  workUnit: ['幽字'],
  doctor: ['幽医', 'D1'],
  diagnosis: ['幽', 'Q73'],
  bedNo: ['B739'],
  organization: ['H01'],
  ward: ['幽区'],
  source: ['his'],
};

const allowed =
  (role: string) =>
  ({ permission }: Operation): boolean =>
    typeof permission === 'object' || EXPECTED_RIGHTS[role]!.permissions.includes(permission);
const sees = (role: string): string[] => LISTS.filter(allowed(role)).flatMap((one) => questionsOf(one, GUESSES));

let hospital: TestHospital;
let secret: SecretPerson;
const visitors = new Map<string, Visitor>();
const before = new Map<string, Awaited<ReturnType<typeof tell>>[]>();

beforeAll(async () => {
  hospital = await startHospital();
  await addOrdinaryPerson(hospital);
  for (const role of ROLES) {
    const visitor = await hospital.signIn(role, { departmentCode: '100110', staffNo: 'D1' });
    visitors.set(role, visitor);
    const answers = [];
    for (const address of sees(role)) answers.push(await tell(visitor, address));
    before.set(role, answers);
  }
  await new RosterBench(hospital).clear('t.office_staff.100110.d1');
  secret = await addSecretPerson(hospital);
}, WAIT);
afterAll(() => hospital.stop());

/** Lists of staff and of what staff did grow by the sweep itself; of him they may say nothing all the same. */
const GROWS = /^\/api\/v1\/(users|roles|clearances|me\/sessions|user-mappings|sessions|audit|operations|parameters\/file)\b/;

describe('a 机密 person with facts in every table', () => {
  it('hangs on rows of every table that carries the label, so that the sweep can find something', async () => {
    const tables = await hospital.database.query<{ name: string; rows: number }>(`
      select c.table_name as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I where confidential', c.table_name), false, true, '')))[1]::text::int as rows
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name = 'confidential' and t.table_type = 'BASE TABLE' and c.table_name !~ '_history$'`);
    expect(tables.filter(({ rows }) => rows === 0)).toEqual([]);
  });

  it.each(ROLES)(
    'S33 every list, count, search and file that %s could ask for is what it was before he was there',
    async (role) => {
      const answers = before.get(role)!;
      expect(answers.length).toBeGreaterThan(0);
      for (const was of answers) {
        const now = await tell(visitors.get(role)!, was.address);
        if (!GROWS.test(was.address)) expect(now, was.address).toEqual(was);
        // What somebody typed into a search stands on the auditor's trail, whether there is such a person or not.
        const typed = GROWS.test(was.address) ? Object.values(secret.guesses).flat() : [];
        // A cell of a long sheet may be called as his patient number is.
        const said = now.text.replaceAll(/ r="[A-Z]+\d+"/g, '');
        for (const mark of secret.marks.filter((one) => !typed.some((guess) => guess.includes(one))))
          expect(said.includes(mark) && !was.text.includes(mark), `${mark} in ${was.address}`).toBe(false);
      }
    },
    WAIT,
  );

  it.each(ROLES)(
    'S33 for %s his ids answer what an id of nobody answers',
    async (role) => {
      const visitor = visitors.get(role)!;
      for (const operation of SINGLE) {
        const nobody = randomUUID();
        const { status, text } = await tell(visitor, addressOf(operation, nobody));
        for (const id of secret.ids) {
          const answer = await tell(visitor, addressOf(operation, id));
          expect({
            operation: operation.name,
            status: answer.status,
            text: answer.text.replaceAll(id, nobody),
          }).toEqual({ operation: operation.name, status, text });
        }
      }
    },
    WAIT,
  );

  it(
    'S32 a cleared leader finds him by a placeholder, opened wherever ordinary people are found, and in no file',
    async () => {
      await new RosterBench(hospital).clear('t.hospital_leader.100110.d1');
      const leader = visitors.get('HOSPITAL_LEADER')!;
      const placeholders = ['保健柒玖', secret.id, secret.rosterNo];
      /** What every list says to him now, whatever he types. */
      const said = async (): Promise<{ path: string; text: string }[]> => {
        const answers = [];
        for (const operation of LISTS.filter(allowed('HOSPITAL_LEADER'))) {
          // A file says by what it was filtered, so that it is asked for as a whole.
          const guesses = operation.path.endsWith('/export') ? {} : secret.guesses;
          for (const address of questionsOf(operation, guesses)) {
            const { text } = await tell(leader, address);
            // Figures of the staff name the staff, on the page and in its file.
            answers.push({ path: operation.path, text: operation.path.endsWith('/export') ? text.replaceAll(/幽[员医]/g, '') : text });
          }
        }
        return answers;
      };
      const pathsOf = (answers: readonly { path: string; text: string }[], marks: readonly string[]): string[] =>
        [...new Set(answers.filter(({ text }) => marks.some((mark) => text.includes(mark))).map(({ path }) => path))].sort();
      const telling = secret.marks.filter((mark) => !placeholders.includes(mark));
      const closed = await said();
      expect(pathsOf(closed, telling)).toEqual([]);
      expect(pathsOf(closed, placeholders)).toEqual(['/beneficiaries', '/beneficiaries/export', '/search/people']);
      expect((await leader.get('/beneficiaries/summary')).body.total).toBe(2);

      // Until here may have taken longer than a proof of who sits there is good for.
      await hospital.database.query(`update session set fresh_at = now() where user_id = (select id from app_user where username = 't.hospital_leader.100110.d1')`);
      expect((await leader.post('/confidential-openings', { beneficiaryId: secret.id, reason: '例行查阅' })).status).toBe(200);
      const opened = await said();
      // A file counts him and calls him by his alias.
      expect(pathsOf(opened, telling)).toEqual([
        '/abnormal-findings',
        '/alerts',
        '/beneficiaries',
        '/checkups',
        '/data-assets',
        '/deliveries',
        '/exam-reports',
        '/inpatient-visits',
        '/lab-reports',
        '/missions',
        '/outpatient-visits',
        '/recalls',
        '/receptions',
        '/registrations',
        '/search/people',
        '/stats/drill',
        // Names of colleagues with sums that count him, as their page has them; nobody of our people is named.
        '/stats/staff-reception',
        '/stats/staff-reception/drill',
        '/ward-board',
        '/ward-rounds',
      ]);
      expect(pathsOf(opened, ['保健柒玖'])).toEqual(expect.arrayContaining(['/archives', '/checkups/batches/people', '/inpatient-visits', '/inpatient-visits/export', '/ward-board']));
      for (const operation of SINGLE.filter(allowed('HOSPITAL_LEADER')).filter(({ path }) =>
        path.startsWith('/beneficiaries/'),
      )) {
        const { status, text } = await tell(leader, addressOf(operation, secret.id));
        expect({ operation: operation.name, status }).toEqual({
          operation: operation.name,
          status: operation.name.includes('lab-series') ? status : 200,
        });
        expect(text).not.toContain('13912349876');
      }
    },
    WAIT,
  );
});
