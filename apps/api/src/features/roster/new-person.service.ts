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
    const { phone: _, ...identifying } = person;
    const indexes = lookupsOf(this.cipher, identifying);
    const found: unknown[] = await em.query('select 1 from beneficiary_identifier where blind_index = any ($1) limit 1', [indexes]);
    if (found.length) {
      throw new Conflict('DUPLICATE_PERSON', '不能以这些号码新建档案：号码可能已登记。请先按号码搜索已有档案；搜索不到的，请联系干保办主任核对。');
    }
  }
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
