import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RosterPerson } from '../../../../apps/api/src/features/roster/person.js';
import { startHospital, type TestHospital } from '../../../support/app.js';
import { insertRows, outpatientVisit } from '../../../support/facts.js';
import { patientLike, RosterBench, somebody } from '../../../support/people.js';
import { runs, timeFor } from '../../../support/runs.js';
import { IdentityModel } from './identity-model.js';

const TRIES = runs(25);
const FEWER = runs(15, 4);

let hospital: TestHospital;
let bench: RosterBench;
let people: (RosterPerson & { id: string })[];
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  people = [await bench.enrol({ name: '赵一' }), await bench.enrol({ name: '钱二' }), await bench.enrol({ name: '孙三' })];
});
afterAll(() => hospital.stop());
beforeEach(() => reset());

const reset = () => hospital.database.query(
  'truncate patient_link, patient_merge, match_candidate, withdrawn_fact, visit, visit_history, person_access, backfill_request');

/** Numbers 0–2 are one each of our people, 3 is a second one of the first; 4–6 are nobody's by themselves. */
const NUMBERS = ['N0', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6'];
const personOf = (number: string) => [people[0], people[1], people[2], people[0]][Number(number[1])];
const strangers = new Map(NUMBERS.slice(4).map((number) => [number, somebody({ name: `路人${number}`, birthDate: '1931-01-01' })]));

async function recognise(number: string, model?: IdentityModel): Promise<void> {
  const person = personOf(number);
  await bench.resolve(patientLike(person ?? strangers.get(number)!, { patientId: number }));
  if (person) model?.recognised(number, person.id);
}

async function owners(): Promise<Map<string, string | null>> {
  const rows = await hospital.database.query<{ number: string; owner: string }>(
    'select patient_id as number, beneficiary_id as owner from patient_link where active');
  const known = new Map(rows.map(({ number, owner }) => [number, owner]));
  return new Map(NUMBERS.map((number) => [number, known.get(number) ?? null]));
}

type Step = { readonly kind: 'seen'; readonly number: string } | { readonly kind: 'told'; readonly from: string; readonly into: string; readonly action: 'merge' | 'unmerge'; readonly order: number };

const number = fc.constantFrom(...NUMBERS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: number.map((one): Step => ({ kind: 'seen', number: one })) },
  {
    weight: 3,
    arbitrary: fc.record({ from: number, into: number, action: fc.constantFrom('merge' as const, 'merge' as const, 'unmerge' as const), order: fc.nat(10_000) })
      .filter(({ from, into }) => from !== into).map((told): Step => ({ kind: 'told', ...told })),
  },
);
/** No two words of one order: what then holds is settled by their content, which the model does not know. */
const steps = fc.uniqueArray(step, { minLength: 1, maxLength: 14, selector: (one) => (one.kind === 'told' ? one.order : `${one.number}`) });

async function take(sequence: readonly Step[], model?: IdentityModel): Promise<void> {
  for (const one of sequence) {
    if (one.kind === 'seen') await recognise(one.number, model);
    else {
      await bench.merge(one.from, one.into, one.action, one.order);
      model?.told(one.from, one.into, one.action, one.order);
    }
  }
}

/** Lists are read again and merges are told again, as every night: numbers that had no name pass by. */
async function again(sequence: readonly Step[]): Promise<void> {
  await take(sequence.filter(({ kind }) => kind === 'told'));
  for (const one of NUMBERS) if (sequence.some((other) => other.kind === 'seen' && other.number === one)) await recognise(one);
  await take(sequence.filter(({ kind }) => kind === 'told'));
}

describe('PT3 merges of patient numbers', () => {
  it('W8 end where a plain model of sets ends, whatever was told in whatever order', async () => {
    await fc.assert(fc.asyncProperty(steps, async (sequence) => {
      await reset();
      const model = new IdentityModel();
      await take(sequence, model);
      await again(sequence);
      expect(await owners()).toEqual(model.owners(NUMBERS));
    }), TRIES);
  }, timeFor(TRIES));

  it('W8 I3 end alike in any order of arrival, with repetitions', async () => {
    await fc.assert(fc.asyncProperty(steps, fc.infiniteStream(fc.nat()), async (sequence, dice) => {
      const states: unknown[] = [];
      const shuffled = [...sequence, ...sequence].map((one) => ({ one, at: dice.next().value as number })).toSorted((a, b) => a.at - b.at).map(({ one }) => one);
      for (const order of [sequence, shuffled]) {
        await reset();
        await take(order);
        await again(sequence);
        states.push(await owners());
      }
      expect(states[1]).toEqual(states[0]);
    }), FEWER);
  }, timeFor(FEWER));

  it('W8 I11 carry the facts with them and bring them back: a merge taken back leaves everything as it was', async () => {
    await fc.assert(fc.asyncProperty(steps, number, number, async (sequence, from, into) => {
      fc.pre(from !== into && !sequence.some((one) => one.kind === 'told' && [from, into].every((id) => id === one.from || id === one.into)));
      await reset();
      await take(sequence);
      await again(sequence);
      for (const [patient, owner] of await owners()) {
        if (owner) await insertRows(hospital.database, 'visit', [outpatientVisit({ id: owner, name: '' }, { patient_id: patient, patient_numbers_of: 'his', source_key: patient })]);
      }
      const facts = () => hospital.database.query(
        `select source_key, beneficiary_id, deleted_at is not null as gone from visit order by source_key`);
      const [before, links] = [await facts(), await owners()];
      await bench.merge(from, into, 'merge', 20_000);
      const during = await owners();
      for (const fact of (await facts()) as { source_key: string; beneficiary_id: string; gone: boolean }[]) {
        expect(fact).toMatchObject({ beneficiary_id: during.get(fact.source_key), gone: false });
      }
      await bench.merge(from, into, 'unmerge', 20_001);
      expect(await owners()).toEqual(links);
      expect(await facts()).toEqual(before);
    }), FEWER);
  }, timeFor(FEWER));
});
