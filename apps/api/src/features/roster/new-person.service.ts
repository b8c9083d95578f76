import { readIdCard } from '@cadre/clinical/id-card';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput, Conflict } from '../../platform/http/refusal.js';
import { HistoryRequests } from '../extraction/history-requests.port.js';
import { EnrolmentService } from './enrolment.service.js';
import type { CreatedPerson, NewPerson } from './new-person.dto.js';
import { lookupsOf } from './person-numbers.js';
import { personProblems } from './person-problems.js';
import { NO_BACKGROUND, type RosterPerson } from './person.js';

const RESIDENT_CARD = '01';

/** Puts people on the roster by hand. */
@Injectable()
export class NewPersonService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly enrolment: EnrolmentService,
    private readonly history: HistoryRequests,
    private readonly cipher: FieldCipher,
  ) {}

  async enrol(caller: Caller, form: NewPerson): Promise<CreatedPerson> {
    const person = personOf(form);
    const problems = personProblems(person);
    if (problems.length) throw new BadInput('填写的内容有误，请按提示修改。', problems);
    await this.refuseKnown(person);
    return this.db.asCaller(caller, async (em) => {
      const { id } = await this.enrolOnce(em, person);
      await this.history.request(em, id);
      return { id, beneficiaryId: id };
    });
  }

  /**
   * Those of many with whom nothing is wrong, in the transaction of `em`, by place; null for the others, whom {@link enrol} says no to
   * with the reason.
   */
  async enrolAll(em: EntityManager, forms: readonly NewPerson[]): Promise<(CreatedPerson | null)[]> {
    const asked = forms.map((form) => personOf(form)).map((person) => ({ person, numbers: this.identifying(person) }));
    const numbers = asked.flatMap((one) => one.numbers);
    const once = onlyOnce(numbers);
    await this.enrolment.oneAtATime(em);
    const [known, alike] = await Promise.all([this.db.asSystem('duplicate-check', (system) => takenAmong(system, numbers)), takenAmong(em, numbers)]);
    const fit = asked.filter(({ person, numbers: own }) =>
      personProblems(person).length === 0 && own.every((number) => once.has(number) && !known.has(number) && !alike.has(number)));
    if (fit.length === 0) return forms.map(() => null);
    const enrolled = await this.enrolment.enrolAll(em, fit.map(({ person }) => person));
    await this.history.request(em, enrolled[0]!.id);
    const ids = new Map(fit.map(({ person }, at) => [person, enrolled[at]!.id]));
    return asked.map(({ person }) => {
      const id = ids.get(person);
      return id ? { id, beneficiaryId: id } : null;
    });
  }

  /** Two clicks at the same moment make one person: the second waits here and then finds the first. */
  async enrolOnce(em: EntityManager, person: RosterPerson): Promise<{ id: string }> {
    await this.enrolment.oneAtATime(em);
    await this.refuseDuplicate(em, person);
    return this.enrolment.enrol(em, person);
  }

  /** Looks beyond what the caller sees, and answers the same whoever has the number: that somebody is hidden must not show. */
  async refuseKnown(person: RosterPerson): Promise<void> {
    await this.db.asSystem('duplicate-check', (em) => this.refuseDuplicate(em, person));
  }

  private async refuseDuplicate(em: EntityManager, person: RosterPerson): Promise<void> {
    const taken = await takenAmong(em, this.identifying(person));
    if (taken.size) {
      throw new Conflict('DUPLICATE_PERSON', '不能以这些号码新建档案：号码可能已登记。请先按号码搜索已有档案；搜索不到的，请联系干保办主任核对。');
    }
  }

  private identifying(person: RosterPerson): string[] {
    const { phone: _, ...numbers } = person;
    return lookupsOf(this.cipher, numbers);
  }
}

async function takenAmong(em: EntityManager, indexes: readonly string[]): Promise<Set<string>> {
  const found: { index: string }[] = await em.query(`select blind_index as "index" from beneficiary_identifier where blind_index = any ($1)`, [indexes]);
  return new Set(found.map(({ index }) => index));
}

function onlyOnce(numbers: readonly string[]): ReadonlySet<string> {
  const twice = new Set(numbers.filter((number, at) => numbers.indexOf(number) !== at));
  return new Set(numbers.filter((number) => !twice.has(number)));
}

function personOf({ category, name, sex, ...said }: NewPerson): RosterPerson {
  const card = said.idCardNo ? readIdCard(said.idCardNo) : null;
  const resident = card?.kind === 'resident' ? card : null;
  return {
    ...NO_BACKGROUND, ...NOTHING_SAID, ...withoutGaps(said), name, sex,
    birthDate: said.birthDate ?? resident?.birthDate ?? null, idType: said.idType ?? (resident ? RESIDENT_CARD : null),
    categories: category, primaryCategory: category[0] ?? 'cadre',
  };
}

const NOTHING_SAID = {
  aliasName: null, idCardNo: null, phone: null, insuranceNo: null, socialSecurityNo: null, careCardNo: null, workUnit: null, position: null,
  rank: null, personCategories: [], careLevel: null, careLevelFrom: null, careLevelUntil: null, secrecy: 'N', status: 'active',
  allergies: null, address: null, origin: 'manual', demo: false,
} as const;

/** What was left out does not stand in the way of what holds without it. */
function withoutGaps<T extends object>(said: T): Partial<{ [K in keyof T]-?: Exclude<T[K], undefined> }> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
}
