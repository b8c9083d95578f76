import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { nameTokens } from './person-names.js';
import { normalizeNumber, tailsOf } from './person-numbers.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type RosterPerson } from './person.js';

/** Somebody on the roster, and what is to stand there. */
export interface EnrolledPerson {
  readonly id: string;
  readonly person: RosterPerson;
}

/** What people are recognised and found by: their numbers, sealed, and the tokens of search. */
@Injectable()
export class PersonParts {
  constructor(private readonly cipher: FieldCipher) {}

  /** Numbers that stay are left alone, or the log would tell of changes that were none. */
  async keep(em: EntityManager, people: readonly EnrolledPerson[]): Promise<void> {
    await Promise.all([this.keepNumbers(em, people), this.keepTokens(em, people)]);
  }

  async remove(em: EntityManager, id: string): Promise<void> {
    await em.query('delete from beneficiary_identifier where beneficiary_id = $1', [id]);
    await em.query('delete from person_token where beneficiary_id = $1', [id]);
  }

  private async keepNumbers(em: EntityManager, people: readonly EnrolledPerson[]): Promise<void> {
    const numbers = people.flatMap(({ id, person }) =>
      NUMBER_FIELDS.flatMap((field) => {
        const kind = NUMBER_KINDS[field];
        const number = normalizeNumber(kind, person[field]);
        return number ? [{ id, kind, cipher: this.cipher.seal(number), index: this.cipher.indexOf(kind, number), secret: person.secrecy === 'V' }] : [];
      }),
    );
    const given = `json_to_recordset($1) as n (id uuid, kind text, cipher text, "index" text, secret boolean)`;
    await Promise.all([
      em.query(
        `delete from beneficiary_identifier i where i.beneficiary_id = any ($2)
           and not exists (select 1 from ${given} where n.id = i.beneficiary_id and n.kind = i.kind)`,
        [JSON.stringify(numbers), people.map(({ id }) => id)],
      ),
      em.query(
        `insert into beneficiary_identifier (beneficiary_id, kind, cipher, blind_index, confidential)
         select id, kind, cipher, "index", secret from ${given}
         on conflict (beneficiary_id, kind) do update set cipher = excluded.cipher, blind_index = excluded.blind_index
         where beneficiary_identifier.blind_index <> excluded.blind_index`,
        [JSON.stringify(numbers)],
      ),
    ]);
  }

  private async keepTokens(em: EntityManager, people: readonly EnrolledPerson[]): Promise<void> {
    const tokens = JSON.stringify(
      people.flatMap(({ id, person }) =>
        [
          ...nameTokens(person.name), ...nameTokens(person.aliasName ?? ''),
          ...tailsOf(this.cipher, person).map((token) => ({ kind: 'tail', token })),
        ].map(({ kind, token }) => ({ id, kind, token, secret: person.secrecy === 'V' })),
      ),
    );
    const given = `json_to_recordset($1) as t (id uuid, token text, kind text, secret boolean)`;
    await Promise.all([
      em.query(
        `delete from person_token p where p.beneficiary_id = any ($2)
           and not exists (select 1 from ${given} where t.id = p.beneficiary_id and t.token = p.token and t.kind = p.kind)`,
        [tokens, people.map(({ id }) => id)],
      ),
      em.query(
        `insert into person_token (token, kind, beneficiary_id, confidential) select token, kind, id, secret from ${given} on conflict do nothing`,
        [tokens],
      ),
    ]);
  }
}
