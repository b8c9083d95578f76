import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import type { FieldProblem } from '../../platform/http/refusal.js';
import type { ImportedRow, Taken } from '../transfers/importer.port.js';
import { normalizePolicyNo } from './policies.service.js';

const SHORTEST = 4;
const LONGEST = 64;
const LONGEST_INSURER = 128;

/** The policy that a row of the roster's file tells of, besides the person. */
@Injectable()
export class RosterPolicies {
  constructor(private readonly cipher: FieldCipher) {}

  /** Everything that is wrong with it, by field, in words. */
  problems(row: ImportedRow): FieldProblem[] {
    const { number, insurer } = policyIn(row);
    if (!number && !insurer) return [];
    if (!number) return [{ field: 'policyNo', message: '请填写商业保单号' }];
    if (number.length < SHORTEST || number.length > LONGEST) return [{ field: 'policyNo', message: `应为 ${SHORTEST} 至 ${LONGEST} 位` }];
    if (!insurer) return [{ field: 'insurer', message: '请填写保险公司' }];
    return insurer.length > LONGEST_INSURER ? [{ field: 'insurer', message: '内容过长' }] : [];
  }

  /** Hangs the policies that are not there yet on the people of the rows; what was only that is a change. By place. */
  async hangOn(em: EntityManager, rows: readonly { readonly row: ImportedRow; readonly taken: Taken }[]): Promise<Taken[]> {
    const told = rows.flatMap(({ row, taken }) => {
      const { number, insurer } = policyIn(row);
      return number && insurer ? [{ number, insurer, id: taken.ref }] : [];
    });
    if (told.length === 0) return rows.map(({ taken }) => taken);
    const there: { id: string; sealed: string }[] = await em.query(
      'select beneficiary_id as id, policy_cipher as sealed from insurance_policy where beneficiary_id = any ($1)', [told.map(({ id }) => id)],
    );
    const known = new Set(there.map(({ id, sealed }) => `${id} ${this.cipher.open(sealed)}`));
    const fresh = told.filter(({ id, number }) => !known.has(`${id} ${number}`));
    const made: { policy: string; id: string; version: number }[] = await em.query(
      `insert into insurance_policy (beneficiary_id, insurer, policy_cipher, confidential)
       select b.id, p.insurer, p.sealed, b.confidential from json_to_recordset($1) as p (id uuid, insurer text, sealed text) join beneficiary b on b.id = p.id
       returning id as policy, beneficiary_id as id, (select version from beneficiary where id = beneficiary_id) as version`,
      [JSON.stringify(fresh.map(({ id, insurer, number }) => ({ id, insurer, sealed: this.cipher.seal(number) })))],
    );
    await LiveEvents.announce(em, made.map(({ id }) => ({ topic: 'roster', beneficiaryId: id })));
    const added = new Map(made.map((one) => [one.id, one]));
    return rows.map(({ taken }) => {
      const one = added.get(taken.ref);
      if (!one) return taken;
      return { outcome: taken.outcome === 'added' ? 'added' : 'changed', ref: taken.ref, before: { version: one.version, fields: {}, ...taken.before, policy: one.policy } };
    });
  }

  /** Takes a policy away again that a row had brought. */
  async takeAway(em: EntityManager, policy: string): Promise<void> {
    await em.query('delete from insurance_policy where id = $1', [policy]);
  }
}

function policyIn({ policyNo, insurer }: ImportedRow): { number: string | null; insurer: string | null } {
  return { number: policyNo ? normalizePolicyNo(String(policyNo)) : null, insurer: insurer ? String(insurer) : null };
}
