import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { nameTokens } from './person-names.js';
import { normalizeNumber, tailsOf } from './person-numbers.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type RosterPerson } from './person.js';

/** What a person is recognised and found by: his numbers, sealed, and the tokens of search. */
@Injectable()
export class PersonParts {
  constructor(private readonly cipher: FieldCipher) {}

  /** Numbers that stay are left alone, or the log would tell of changes that were none. */
  async keep(em: EntityManager, id: string, person: RosterPerson): Promise<void> {
    await Promise.all([this.keepNumbers(em, id, person), this.keepTokens(em, id, person)]);
  }

  async remove(em: EntityManager, id: string): Promise<void> {
    await em.query('delete from beneficiary_identifier where beneficiary_id = $1', [id]);
    await em.query('delete from person_token where beneficiary_id = $1', [id]);
  }

  private async keepNumbers(em: EntityManager, id: string, person: RosterPerson): Promise<void> {
    const numbers = NUMBER_FIELDS.flatMap((field) => {
      const kind = NUMBER_KINDS[field];
      const number = normalizeNumber(kind, person[field]);
      return number ? [{ kind, cipher: this.cipher.seal(number), index: this.cipher.indexOf(kind, number) }] : [];
    });
    const given = `json_to_recordset($2) as n (kind text, cipher text, "index" text)`;
    await em.query(
      `delete from beneficiary_identifier i where i.beneficiary_id = $1 and not exists (select 1 from ${given} where n.kind = i.kind)`,
      [id, JSON.stringify(numbers)],
    );
    await em.query(
      `insert into beneficiary_identifier (beneficiary_id, kind, cipher, blind_index, confidential)
       select $1, kind, cipher, "index", $3 from ${given}
       on conflict (beneficiary_id, kind) do update set cipher = excluded.cipher, blind_index = excluded.blind_index
       where beneficiary_identifier.blind_index <> excluded.blind_index`,
      [id, JSON.stringify(numbers), person.secrecy === 'V'],
    );
  }

  private async keepTokens(em: EntityManager, id: string, person: RosterPerson): Promise<void> {
    const tokens = JSON.stringify([
      ...nameTokens(person.name),
      ...nameTokens(person.aliasName ?? ''),
      ...tailsOf(this.cipher, person).map((token) => ({ kind: 'tail', token })),
    ]);
    await em.query(
      `delete from person_token p where p.beneficiary_id = $1
         and not exists (select 1 from json_to_recordset($2) as t (token text, kind text) where t.token = p.token and t.kind = p.kind)`,
      [id, tokens],
    );
    await em.query(
      `insert into person_token (token, kind, beneficiary_id, confidential)
       select token, kind, $1, $3 from json_to_recordset($2) as t (token text, kind text) on conflict do nothing`,
      [id, tokens, person.secrecy === 'V'],
    );
  }
}
