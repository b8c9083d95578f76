import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf } from '../access/body-of.js';
import { addressOf, isOpen, type Operation, publishedOperations } from '../access/operations.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { installDebian } from '../../support/debian-package.js';
import { outpatientVisit, insertRows } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';

const SQLMAP = '/usr/bin/sqlmap';
if (!existsSync(SQLMAP)) installDebian('sqlmap');

/** How many operations are attacked: a few with every run of the tests, all of them in a proof. */
const MOST = Number(process.env['PROVE_INJECTIONS'] ?? 10);
const OPERATIONS = publishedOperations().filter((one) => typeof one.permission === 'string' && !isOpen(one) && hasInput(one));
/** Lists first: their filters and orders are put together into statements. */
const CHOSEN = OPERATIONS.toSorted((a, b) => inputs(b) - inputs(a)).slice(0, MOST);

/** Where a 1 is refused before a statement is made. */
/** Today in the hospital: there are records of it. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format();
const SAMPLES: Readonly<Record<string, string>> = { keyword: '王', includeOtherDiagnoses: 'false', from: DAY, to: DAY };

let hospital: TestHospital;
let person: string;
const tokens = new Map<string, string>();
const directory = mkdtempSync(join(tmpdir(), 'cadre-injection-'));
beforeAll(async () => {
  hospital = await startHospital();
  const enrolled = await new RosterBench(hospital).enrol({}, { department: '100110' });
  person = enrolled.id;
  await insertRows(hospital.database, 'visit', [outpatientVisit(enrolled)]);
  const roles = await hospital.database.query<{ code: string; permissions: string[] }>(
    'select code, array(select permission from role_permission p where p.role_code = r.code) as permissions from role r order by sort');
  for (const { code, permissions } of roles) {
    const { token } = await hospital.signIn(code, { departmentCode: '100110', staffNo: `I-${code}` });
    for (const permission of permissions) if (!tokens.has(permission)) tokens.set(permission, token!);
  }
});
afterAll(async () => {
  await hospital.stop();
  rmSync(directory, { recursive: true, force: true });
});

/**
 * The target of one operation: every query parameter, every placeholder and every field of its body is tried. A parameter that
 * refuses every sample is left out: what is refused beforehand reaches no statement, and would hide the others.
 */
async function targetOf(operation: Operation): Promise<string[]> {
  const query: Record<string, string> = Object.fromEntries(
    operation.parameters.filter((one) => one.in === 'query' && !isChecked(one)).map(({ name, schema }) => [name, SAMPLES[name] ?? sampleOf(schema)]));
  const body = bodyOf(operation, person);
  const withBody = body === undefined ? [] : ['--data', JSON.stringify(body), '--headers', 'Content-Type: application/json'];
  for (;;) {
    const address = `${hospital.url}${addressOf(operation, person, query)}`;
    if (operation.method === 'GET' && !operation.path.includes('{')) {
      const { status, refused } = await unattacked(operation, address);
      for (const field of refused) delete query[field];
      if (status === 400 && refused.length) continue;
      expect(status, `${address} is refused before any statement is made`).toBe(200);
    }
    return ['-u', address.replace(person, `${person}*`), '--method', operation.method, ...withBody];
  }
}

/** An id is nothing else, or the request is refused. */
const isChecked = ({ schema }: Operation['parameters'][number]): boolean => schema?.format === 'uuid';
const sampleOf = (schema: Operation['parameters'][number]['schema']): string => (schema?.format === 'date' ? DAY : String(schema?.enum?.[0] ?? 1));

async function unattacked(operation: Operation, address: string): Promise<{ status: number; refused: string[] }> {
  const answer = await fetch(address, { headers: { authorization: `Bearer ${tokens.get(operation.permission as string)}` } });
  const { fields = [] } = answer.status === 400 ? ((await answer.json()) as { fields?: { field: string }[] }) : {};
  return { status: answer.status, refused: fields.map(({ field }) => field).filter((field) => new URL(address).searchParams.has(field)) };
}

async function attack(operation: Operation, target: readonly string[]): Promise<string> {
  const output = join(directory, operation.name.replaceAll(/\W+/g, '-'));
  const child = spawn(SQLMAP, [
    ...target, '--auth-type', 'Bearer', '--auth-cred', tokens.get(operation.permission as string) ?? 'none',
    '--batch', '--disable-coloring', '--dbms', 'PostgreSQL', '--level', '1', '--risk', '1', '--technique', 'BEUS', '--flush-session',
    '--ignore-code', '400,403,404,409,412,422,428', '--timeout', '10', '--output-dir', output,
  ], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => void (said += text));
  await once(child, 'close');
  return said;
}

describe.skipIf(!existsSync(SQLMAP))(`an attacker with sqlmap${existsSync(SQLMAP) ? '' : ' – skipped: it is not installed here'}`, () => {
  it.each(CHOSEN.map((operation) => [operation.name, operation] as const))('S50 finds no injection in %s', async (_name, operation) => {
    const said = await attack(operation, await targetOf(operation));
    expect(said).toMatch(/do(?:es)? not (?:appear|seem) to be injectable/);
    // It looks twice at what it suspects; only what it then identifies counts.
    expect(said).not.toMatch(/identified the following injection point/);
  }, 600_000);

  it('S50 S55 leaves no failure of a statement behind', async () => {
    const found = await hospital.database.query(`select message, count from system_event where message ~* 'syntax|statement|query'`);
    expect(found).toEqual([]);
  });
});

function inputs({ parameters }: Operation): number {
  return parameters.filter((one) => one.in === 'query').length;
}
function hasInput(operation: Operation): boolean {
  return inputs(operation) > 0 || operation.path.includes('{') || bodyOf(operation, 'x') !== undefined;
}
