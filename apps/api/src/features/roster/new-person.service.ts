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
import { indexesOf } from './person-numbers.js';
import { personProblems } from './person-problems.js';
import type { RosterPerson } from './person.js';

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
    const indexes = [...indexesOf(this.cipher, identifying).values()];
    const found: unknown[] = await em.query('select 1 from beneficiary_identifier where blind_index = any ($1) limit 1', [indexes]);
    if (found.length) {
      throw new Conflict('DUPLICATE_PERSON', '不能以这些号码新建档案：号码可能已登记。请先按号码搜索已有档案；搜索不到的，请联系干保办主任核对。');
    }
  }
}

function personOf(form: NewPerson): RosterPerson {
  const card = form.idCardNo ? readIdCard(form.idCardNo) : null;
  return {
    name: form.name, aliasName: null, sex: form.sex,
    birthDate: form.birthDate ?? (card?.kind === 'resident' ? card.birthDate : null),
    idType: form.idType ?? (card?.kind === 'resident' ? RESIDENT_CARD : null),
    idCardNo: form.idCardNo ?? null, phone: form.phone ?? null, insuranceNo: form.insuranceNo ?? null,
    socialSecurityNo: form.socialSecurityNo ?? null, careCardNo: form.careCardNo ?? null,
    workUnit: form.workUnit ?? null, position: form.position ?? null, rank: null,
    categories: form.category, primaryCategory: form.category[0] ?? 'cadre', personCategories: [],
    careLevel: form.careLevel ?? null, careLevelFrom: form.careLevelFrom ?? null, careLevelUntil: null,
    secrecy: 'N', status: 'active', allergies: null, address: null, origin: 'manual', demo: false,
  };
}
