import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput, Conflict, type FieldProblem, Refusal } from '../../platform/http/refusal.js';
import { EnrolmentService } from './enrolment.service.js';
import type { ChangedPerson, PersonChange } from './person-change.dto.js';
import { changedFields } from './person-columns.js';
import { lookupsOf, normalizeNumber } from './person-numbers.js';
import { personProblems } from './person-problems.js';
import { type KeptPerson, PersonRecord } from './person-record.queries.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type NumberField, type RosterPerson } from './person.js';

/** Changes of a person by hand. Two people never overwrite each other: whoever read an older version is told. */
@Injectable()
export class PersonEdit {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly records: PersonRecord,
    private readonly enrolment: EnrolmentService,
    private readonly cipher: FieldCipher,
  ) {}

  async change(caller: Caller, id: string, { version, lockedFields, ...said }: PersonChange): Promise<ChangedPerson> {
    if (version === undefined) throw new Refusal(428, 'VERSION_NEEDED', '请先打开最新的档案再修改：缺少所依据的版本号。');
    return this.db.asCaller(caller, async (em) => {
      const before = await this.records.hold(em, id);
      refuseStale(before, version);
      const after = amended(before, said);
      const problems = problemsBetween(before, after);
      if (problems.length) throw new BadInput('填写的内容有误，请按提示修改。', problems);
      await this.refuseTaken(em, before, after);
      const changed: string[] = await this.enrolment.rewrite(em, before, after);
      if (lockedFields && (await this.lock(em, before, lockedFields, changed.length > 0))) changed.push('lockedFields');
      return { id, version: version + (changed.length ? 1 : 0), changed };
    });
  }

  /**
   * Those of many whose change needs no question, in the transaction that holds them, by place; null for the others, of whom
   * {@link change} says what is wrong, or that nothing is.
   */
  async changeAll(em: EntityManager, people: readonly { readonly before: KeptPerson; readonly form: PersonChange }[]): Promise<(ChangedPerson | null)[]> {
    const all = people.map(({ before, form }) => {
      const { version: _, lockedFields, ...said } = form;
      return { before, lockedFields, after: amended(before, said) };
    });
    const plain = all.filter(({ before, after, lockedFields }) =>
      !lockedFields && problemsBetween(before, after).length === 0 && newNumbers(before, after).length === 0);
    const changed = await this.enrolment.rewriteAll(em, plain);
    const done = new Map(plain.map(({ before }, at) => [before.id, changed[at]!]));
    return people.map(({ before: { id, version } }) => {
      const fields = done.get(id);
      return fields ? { id, version: version + (fields.length ? 1 : 0), changed: fields } : null;
    });
  }

  private async lock(em: EntityManager, { id, lockedFields: before }: KeptPerson, fields: readonly string[], counted: boolean): Promise<boolean> {
    if ([...before].sort().join() === [...fields].sort().join()) return false;
    await em.query(`update beneficiary set locked_fields = $2, version = version + $3 where id = $1`, [id, fields, counted ? 0 : 1]);
    return true;
  }

  private async refuseTaken(em: EntityManager, before: KeptPerson, after: RosterPerson): Promise<void> {
    const indexes = lookupsOf(this.cipher, Object.fromEntries(newNumbers(before, after).map((field) => [field, after[field]])));
    const [{ taken }]: [{ taken: boolean }] = await em.query('select number_is_taken($1, $2) as taken', [indexes, before.id]);
    if (taken) throw new Conflict('DUPLICATE_PERSON', '不能改为这些号码：号码可能已登记在另一份档案。请先按号码搜索；搜索不到的，请联系干保办主任核对。');
  }
}

/** What he would be known by that he was not; a phone may be shared. */
const newNumbers = (before: RosterPerson, after: RosterPerson): NumberField[] =>
  NUMBER_FIELDS.filter((field) => field !== 'phone'
    && normalizeNumber(NUMBER_KINDS[field], before[field]) !== normalizeNumber(NUMBER_KINDS[field], after[field]));

/** What was wrong before does not stand in the way of what is put right now. */
function problemsBetween(before: RosterPerson, after: RosterPerson): FieldProblem[] {
  const touched = touchedBy(changedFields(before, after));
  return personProblems(after).filter(({ field }) => touched.has(field));
}

const NAMING = ['idCardNo', 'idType', 'birthDate', 'sex'];

/** Fields that have to fit each other are looked at together. */
function touchedBy(changed: readonly string[]): ReadonlySet<string> {
  const naming = changed.some((field) => NAMING.includes(field)) ? NAMING : [];
  return new Set(['category', ...changed, ...naming, ...(changed.includes('categories') ? ['careLevel'] : [])]);
}

function refuseStale({ version: held }: Pick<KeptPerson, 'version'>, version: number): void {
  if (held !== version) throw new Refusal(412, 'STALE_VERSION', '这份档案在您打开之后已被修改。请对照两边的内容后再保存。');
}

/** What was said over what stood; what was left out stays. */
function amended(before: KeptPerson, { category, ...said }: Omit<PersonChange, 'version' | 'lockedFields'>): RosterPerson {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<RosterPerson>;
  const categories = category ?? before.categories;
  const primaryCategory = categories.includes(before.primaryCategory) ? before.primaryCategory : (categories[0] ?? before.primaryCategory);
  return { ...before, ...given, categories, primaryCategory, origin: 'manual' };
}
