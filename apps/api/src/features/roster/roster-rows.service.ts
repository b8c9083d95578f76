import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { BadInput, Refusal } from '../../platform/http/refusal.js';
import { strictValidation } from '../../platform/http/validation.js';
import type { ImportedRow, Taken } from '../transfers/importer.port.js';
import { NewPerson } from './new-person.dto.js';
import { NewPersonService } from './new-person.service.js';
import { type ChangedPerson, PersonChange } from './person-change.dto.js';
import { PersonEdit } from './person-edit.service.js';
import { lookupsOf } from './person-numbers.js';
import { type KeptPerson, PersonRecord } from './person-record.queries.js';
import { RosterPolicies } from './roster-policies.service.js';

/** What has to be there again when a row is taken back. */
export interface Before {
  readonly version: number;
  readonly fields: object;
  /** A policy that came with the row. */
  readonly policy?: string;
}

/** Rows of the roster's file: whom they name, what they say, and as many as possible of them written at once. */
@Injectable()
export class RosterRows {
  private readonly rules = strictValidation();

  constructor(
    private readonly people: NewPersonService,
    private readonly edit: PersonEdit,
    private readonly records: PersonRecord,
    private readonly cipher: FieldCipher,
    private readonly policies: RosterPolicies,
  ) {}

  /** By the rules of the form; throws BadInput. */
  formOf<Form>(row: ImportedRow, form: new () => Form, version?: number): Promise<Form> {
    return this.rules.transform({ ...saidIn(row), ...(version && { version }) }, { type: 'body', metatype: form }) as Promise<Form>;
  }

  /** Whom the rows name, by number of the roster or else of the document, among those whom the caller of `em` sees. */
  async knownAmong(em: EntityManager, rows: readonly ImportedRow[]): Promise<ReadonlyMap<ImportedRow, string>> {
    const numbersOf = ({ rosterNo, idCardNo }: ImportedRow): string[] =>
      rosterNo ? [String(rosterNo)] : lookupsOf(this.cipher, { idCardNo: (idCardNo as string | undefined) ?? null });
    const found: { id: string; number: string }[] = await em.query(
      `select id, roster_no as number from beneficiary where roster_no = any ($1)
       union all select b.id, i.blind_index from beneficiary_identifier i join beneficiary b on b.id = i.beneficiary_id where i.blind_index = any ($1)`,
      [rows.flatMap(numbersOf)],
    );
    const ids = new Map(found.map(({ id, number }) => [number, id]));
    return new Map(rows.flatMap((row) => numbersOf(row).flatMap((number) => (ids.has(number) ? [[row, ids.get(number)!] as const] : []))));
  }

  /** What became of the rows with which nothing is wrong, by place; null for the others. */
  async takeTogether(em: EntityManager, rows: readonly ImportedRow[]): Promise<(Taken | null)[]> {
    const fit = rows.filter((row) => this.policies.problems(row).length === 0);
    const known = await this.knownAmong(em, fit);
    const named = [...known.values()];
    const alone = (row: ImportedRow): boolean => named.filter((id) => id === known.get(row)).length === 1;
    const changed = await this.change(em, await this.forms(fit.filter((row) => known.has(row) && alone(row)), PersonChange), known);
    const enrolled = await this.enrol(em, await this.forms(fit.filter((row) => !known.has(row) && !row['rosterNo'] && row['idCardNo']), NewPerson));
    const pairs = [...changed, ...enrolled].map(([row, taken]) => ({ row, taken }));
    const done = await this.policies.hangOn(em, pairs);
    const taken = new Map(pairs.map(({ row }, at) => [row, done[at]!]));
    return rows.map((row) => taken.get(row) ?? null);
  }

  /** The row with the policy that it tells of; throws BadInput when that cannot be one. */
  async withPolicy(em: EntityManager, row: ImportedRow, take: () => Promise<Taken>): Promise<Taken> {
    const problems = this.policies.problems(row);
    if (problems.length) throw new BadInput('填写的内容有误，请按提示修改。', problems);
    const taken = await take();
    return (await this.policies.hangOn(em, [{ row, taken }]))[0]!;
  }

  async takePolicyAway(em: EntityManager, { policy }: Pick<Before, 'policy'>): Promise<void> {
    if (policy) await this.policies.takeAway(em, policy);
  }

  private async enrol(em: EntityManager, forms: ReadonlyMap<ImportedRow, NewPerson>): Promise<[ImportedRow, Taken][]> {
    const made = await this.people.enrolAll(em, [...forms.values()]);
    const versions = await this.records.versions(em, made.flatMap((one) => one?.id ?? []));
    return [...forms.keys()].flatMap((row, at) => {
      const id = made[at]?.id;
      return id ? [[row, { outcome: 'added', ref: id, before: { version: versions.get(id)!, fields: {} } satisfies Before }]] : [];
    });
  }

  private async change(em: EntityManager, forms: ReadonlyMap<ImportedRow, PersonChange>, known: ReadonlyMap<ImportedRow, string>): Promise<[ImportedRow, Taken][]> {
    const held = await this.records.holdAll(em, [...forms.keys()].map((row) => known.get(row)!));
    const asked = [...forms].flatMap(([row, form]) => {
      const before = held.get(known.get(row)!);
      return before ? [{ row, form, before }] : [];
    });
    const made = await this.edit.changeAll(em, asked);
    return asked.flatMap(({ row, before }, at) => {
      const one = made[at];
      return one ? [[row, amendedRow(row, before, one)]] : [];
    });
  }

  /** Rows that the form does not take are left out. */
  private async forms<Form>(rows: readonly ImportedRow[], form: new () => Form): Promise<ReadonlyMap<ImportedRow, Form>> {
    const taken = new Map<ImportedRow, Form>();
    for (const row of rows) {
      const one = await this.formOf(row, form).catch((problem: unknown) => {
        if (problem instanceof Refusal) return null;
        throw problem;
      });
      if (one) taken.set(row, one);
    }
    return taken;
  }
}

/** What a row about somebody known did, and what stood there before. */
export function amendedRow(row: ImportedRow, before: KeptPerson, { id, version, changed }: ChangedPerson): Taken {
  if (changed.length === 0) return { outcome: 'unchanged', ref: id };
  const standing = { ...before, category: before.categories } as unknown as Record<string, unknown>;
  const fields = Object.fromEntries(Object.keys(saidIn(row)).map((field) => [field, standing[field] ?? null]));
  return { outcome: 'changed', ref: id, before: { version, fields } satisfies Before };
}

/** The fields of the form; the number of the roster only says who is meant, and a policy hangs on him. */
function saidIn(row: ImportedRow): object {
  const { rosterNo: _, policyNo: _number, insurer: _insurer, ...said } = row;
  return { ...said, ...('keyCare' in said && { keyCare: said['keyCare'] === 'true' }) };
}
