import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import type { SourcePatient } from './identity-resolver.port.js';
import type { Hit, MatchNumber } from './match-ladder.js';
import { nameSort } from './person-names.js';
import { lookupsOf, normalizeNumber } from './person-numbers.js';

interface RosterFacts {
  readonly id: string;
  readonly confidential: boolean;
  readonly name: string;
  readonly nameSort: string;
  readonly aliasName: string | null;
  readonly sex: string;
  readonly birthDate: string | null;
  readonly hasIdCard: boolean;
  readonly indexes: readonly string[];
  readonly tails: readonly string[];
}

const NUMBERS: readonly MatchNumber[] = ['idCardNo', 'careCardNo', 'insuranceNo', 'socialSecurityNo'];

/** What the roster knows that could speak for a page of patients: two questions, however long the page is. */
@Injectable()
export class MatchEvidence {
  constructor(private readonly cipher: FieldCipher) {}

  /** Hits of each patient, in the order given. `known` is left to the links. */
  async hitsOf(em: EntityManager, patients: readonly SourcePatient[]): Promise<Hit[][]> {
    if (patients.length === 0) return [];
    const clues = patients.map((patient) => this.cluesOf(patient));
    const people = byClue(await this.rosterFacts(em, clues));
    return clues.map((clue) => {
      const found = new Set(keysOf(clue).flatMap((key) => people.get(key) ?? []));
      return [...found].map((facts) => hit(clue, facts));
    });
  }

  private cluesOf(patient: SourcePatient): Clues {
    const tail = normalizeNumber('PHONE', patient.phone)?.slice(-4);
    return {
      numbers: NUMBERS.flatMap((number) => lookupsOf(this.cipher, { [number]: patient[number] ?? null }).map((index) => [number, index] as const)),
      tails: tail?.length === 4 ? this.cipher.indexesOf('PHONE_TAIL', tail) : [],
      nameSort: patient.aliasName || !patient.birthDate ? null : nameSort(patient.name),
      birthDate: patient.birthDate ?? null,
    };
  }

  /** A name alone says nothing for somebody who was taken off the roster; his numbers still do. */
  private rosterFacts(em: EntityManager, clues: readonly Clues[]): Promise<RosterFacts[]> {
    return em.query(
      `with hit as (
         select beneficiary_id as id from beneficiary_identifier where blind_index = any ($1)
         union
         select b.id from unnest($2::text[], $3::date[]) as wanted (name_sort, birth_date)
           join beneficiary b on b.name_sort = wanted.name_sort and b.birth_date = wanted.birth_date
           where b.status <> 'cancelled')
       select b.id, b.confidential, b.name, b.name_sort as "nameSort", b.alias_name as "aliasName", b.sex, b.birth_date as "birthDate",
         coalesce(bool_or(i.kind = 'ID_CARD' and b.id_type is not distinct from '01'), false) as "hasIdCard",
         coalesce(array_agg(i.blind_index) filter (where i.blind_index is not null), '{}') as indexes,
         array(select token from person_token t where t.beneficiary_id = b.id and t.kind = 'tail') as tails
       from hit join beneficiary b using (id) left join beneficiary_identifier i on i.beneficiary_id = b.id
       group by b.id`,
      [
        [...new Set(clues.flatMap(({ numbers }) => numbers.map(([, index]) => index)))],
        clues.flatMap((clue) => (clue.nameSort && clue.birthDate ? [clue.nameSort] : [])),
        clues.flatMap((clue) => (clue.nameSort && clue.birthDate ? [clue.birthDate] : [])),
      ],
    );
  }
}

interface Clues {
  readonly numbers: readonly (readonly [MatchNumber, string])[];
  readonly tails: readonly string[];
  readonly nameSort: string | null;
  readonly birthDate: string | null;
}

const nameKey = ({ nameSort: name, birthDate }: Pick<Clues, 'nameSort' | 'birthDate'>): string => `${name} ${birthDate}`;

/** Whatever a person could be found by: his numbers, and the sound of his name with his birthday. */
function keysOf(clues: Clues): string[] {
  return [...clues.numbers.map(([, index]) => index), ...(clues.nameSort ? [nameKey(clues)] : [])];
}

function byClue(people: readonly RosterFacts[]): ReadonlyMap<string, readonly RosterFacts[]> {
  const found = new Map<string, RosterFacts[]>();
  for (const one of people) {
    for (const key of [...one.indexes, nameKey(one)]) found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

function hit(clues: Clues, facts: RosterFacts): Hit {
  const numbers = new Set(clues.numbers.flatMap(([number, index]) => (facts.indexes.includes(index) ? [number] : [])));
  const { id, confidential, name, aliasName, sex, birthDate, hasIdCard } = facts;
  const samePhoneTail = clues.tails.some((tail) => facts.tails.includes(tail));
  return { beneficiaryId: id, confidential, name, aliasName, sex, birthDate, hasIdCard, numbers, samePhoneTail, known: null };
}
