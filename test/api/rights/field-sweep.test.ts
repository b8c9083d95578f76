import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addressOf, publishedOperations } from '../access/operations.js';
import { tell } from '../access/answers.js';
import { EXPECTED_RIGHTS } from '../access/expected-rights.js';
import { addSecretPerson, type SecretPerson } from '../access/secret-person.js';

const WAIT = 240_000;
const ROLE = 'OFFICE_STAFF';
const FIELDS = ['phone', 'idCardNo', 'insuranceNo', 'careCardNo', 'socialSecurityNo', 'policyNo', 'address', 'email'];
const LIMIT = 30;
const MINE = publishedOperations().filter(({ permission }) => typeof permission === 'string' && EXPECTED_RIGHTS[ROLE]!.permissions.includes(permission));
const READINGS = MINE.filter(({ method }) => method === 'GET');

let hospital: TestHospital;
let person: SecretPerson;
let masked: Visitor;
let hidden: Visitor;
/** His numbers as they are, and what is left of them under a mask. */
let whole: readonly string[];
let tails: readonly string[];

beforeAll(async () => {
  hospital = await startHospital();
  person = await addSecretPerson(hospital, 'N');
  const idCard = person.guesses['q']!.find((one) => /^\d{17}[\dX]$/.test(one))!;
  whole = ['13912349876', idCard, 'YB7390001', 'GB7390003', 'SB7390002', 'BD7390001', '幽字街道'];
  tails = ['9876', idCard.slice(-4)];
  masked = await hospital.signIn(ROLE, { departmentCode: '100110', staffNo: 'M' });
  hidden = await hospital.signIn(ROLE, { departmentCode: '100110', staffNo: 'H' });
  await hospital.database.query(
    `insert into user_override (user_id, permission, effect, reason, granted_by) select id, 'field:' || field, 'deny', '测试', 'test'
     from app_user, unnest($1::text[]) field where username = 't.office_staff.100110.h'`, [FIELDS],
  );
}, WAIT);
afterAll(() => hospital.stop());

/** All that the account can be told of him: every list, and everything under each of his ids. */
async function toldTo(visitor: Visitor): Promise<{ address: string; text: string }[]> {
  const answers = [];
  for (const operation of READINGS) {
    const ids = operation.path.includes('{') ? person.ids : [''];
    for (const id of ids) {
      const { address, status, text } = await tell(visitor, addressOf(operation, id));
      if (status === 200) answers.push({ address, text });
    }
  }
  return answers;
}

describe('numbers of people over every operation', () => {
  it('S35 S30 no answer and no file of a role that sees them masked holds one in full', async () => {
    const answers = await toldTo(masked);
    expect(answers.some(({ text }) => text.includes('139****9876'))).toBe(true);
    expect(answers.flatMap(({ address, text }) => whole.filter((number) => text.includes(number)).map((number) => `${number} in ${address}`))).toEqual([]);
  }, WAIT);

  it('S35 S30 and of one that hides them not even their ends', async () => {
    const answers = await toldTo(hidden);
    expect(answers.some(({ text }) => text.includes(person.name))).toBe(true);
    const said = answers.map(({ address, text }) => ({ address, text: text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '') }));
    expect(said.flatMap(({ address, text }) => [...whole, '139****9876', ...tails.map((tail) => `*${tail}`)].filter((mark) => text.includes(mark)).map((mark) => `${mark} in ${address}`))).toEqual([]);
  }, WAIT);

  it('S36 no list is ordered by a number or filtered by a part of one', () => {
    const words = new RegExp(`^-?(${FIELDS.join('|')}|mobile|landline|socialCardNo)$`, 'i');
    const asked = publishedOperations().flatMap(({ name, parameters }) =>
      parameters.filter((one) => one.in === 'query').flatMap((one) => [one.name, ...(one.schema?.enum ?? []).map(String)].filter((word) => words.test(word)).map((word) => `${name} ${word}`)));
    expect(asked).toEqual([]);
  });

  it('S37 no more are revealed than the hour allows, however many are asked for at once', async () => {
    const statuses = (await Promise.all(
      Array.from({ length: LIMIT + 15 }, () => masked.post(`/beneficiaries/${person.id}/reveal`, { field: 'phone', reason: '电话随访' })),
    )).map(({ status }) => status);
    expect([...new Set(statuses)].every((status) => status === 200 || status === 429)).toBe(true);
    let revealed = statuses.filter((status) => status === 200).length;
    expect(revealed).toBeGreaterThan(0);
    for (let i = 0; i < LIMIT + 5; i += 1) if ((await masked.post(`/beneficiaries/${person.id}/reveal`, { field: 'phone', reason: '电话随访' })).status === 200) revealed += 1;
    expect(revealed).toBe(LIMIT);
  });
});
