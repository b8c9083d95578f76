import { idCardCheckDigit } from '@cadre/clinical/id-card';
import { EnrolmentService } from '../../apps/api/src/features/roster/enrolment.service.js';
import {
  type AccessVisit, AccessUpkeep,
} from '../../apps/api/src/features/roster/access-upkeep.port.js';
import { IdentityResolver, type Resolution, type SourcePatient } from '../../apps/api/src/features/roster/identity-resolver.port.js';
import { NO_BACKGROUND, type RosterPerson } from '../../apps/api/src/features/roster/person.js';
import { ScopedDatabase } from '../../apps/api/src/platform/database/scoped-database.js';
import type { TestHospital } from './app.js';

/** What a transaction is worked with. */
type Em = Parameters<Parameters<ScopedDatabase['asSystem']>[1]>[0];

let serial = 0;

/** A valid resident id card number, another one at each call. */
export function idCardOf(birthDate: string, sex: '1' | '2' = '1'): string {
  serial += 1;
  const order = String((serial * 2) % 1000 + (sex === '1' ? 1 : 0)).padStart(3, '0').slice(-3);
  const first17 = `4403${String(5 + Math.floor(serial / 400)).padStart(2, '0')}${birthDate.replaceAll('-', '')}${order}`;
  return first17 + idCardCheckDigit(first17);
}

/** Somebody for the roster: a cadre of level L2 unless said, his id card fitting his birthday and sex. */
export function somebody(given: Partial<RosterPerson> = {}): RosterPerson {
  const birthDate = given.birthDate === undefined ? '1950-06-15' : given.birthDate;
  const sex = given.sex ?? '1';
  return {
    ...NO_BACKGROUND,
    name: '张国庆', aliasName: null, sex, birthDate, idType: '01', idCardNo: birthDate ? idCardOf(birthDate, sex === '2' ? '2' : '1') : null,
    phone: null, insuranceNo: null, socialSecurityNo: null, careCardNo: null, workUnit: '测试单位', position: null, rank: null,
    categories: ['cadre'], primaryCategory: 'cadre', personCategories: [], careLevel: 'L2', careLevelFrom: '2020-01-01', careLevelUntil: null,
    secrecy: 'N', status: 'active', allergies: null, address: null, origin: 'manual', demo: false, ...given,
  };
}

/** People, recognition and access as the features themselves do it, in a transaction of the system. */
export class RosterBench {
  constructor(private readonly hospital: TestHospital) {}

  run<T>(work: (em: Em) => Promise<T>): Promise<T> {
    return this.hospital.app.get(ScopedDatabase, { strict: false }).asSystem('test', work);
  }

  /** Enrols and answers with the id; `seenBy` lets a department or a doctor see him. */
  async enrol(given: Partial<RosterPerson> = {}, seenBy: { department?: string; staff?: string } = {}): Promise<RosterPerson & { id: string }> {
    const person = somebody(given);
    const { id } = await this.run((em) => this.hospital.app.get(EnrolmentService, { strict: false }).enrol(em, person));
    if (seenBy.department || seenBy.staff) {
      await this.hospital.database.query(
        `insert into person_access (beneficiary_id, department_code, staff_no, reason) values ($1, $2, $3, 'test')`,
        [id, seenBy.department ?? '', seenBy.staff ?? ''],
      );
    }
    return { ...person, id };
  }

  amend(id: string, person: RosterPerson): Promise<boolean> {
    return this.run((em) => this.hospital.app.get(EnrolmentService, { strict: false }).amend(em, id, person));
  }

  get resolver(): IdentityResolver {
    return this.hospital.app.get(IdentityResolver, { strict: false });
  }

  /** Lets the source `his` tell of these patients. */
  resolve(...patients: readonly SourcePatient[]): Promise<readonly Resolution[]> {
    return this.run((em) => this.resolver.resolve(em, 'his', patients));
  }

  /** Each call is a newer word than the one before, unless a version (a number of the order) is given. */
  async merge(from: string, into: string, action: 'merge' | 'unmerge' = 'merge', order?: number): Promise<string> {
    serial += 1;
    const version = new Date(Date.parse('2026-01-01') + (order ?? serial) * 1000).toISOString();
    const [outcome] = await this.run((em) => this.resolver.mergesTold(em, 'his', [{ from, into, action, version, rank: 1, hash: `${from} ${into} ${action}` }]));
    return outcome!;
  }

  visited(...rows: readonly AccessVisit[]): Promise<void> {
    return this.run((em) => this.hospital.app.get(AccessUpkeep, { strict: false }).visited(em, rows));
  }

  /** Gives a user a clearance for 机密 people, granted and approved by two others. */
  async clear(username: string): Promise<void> {
    await this.hospital.database.query(
      `insert into clearance (user_id, valid_from, valid_until, reason, granted_by, approved_by)
       select id, now() - interval '1 day', now() + interval '1 day', 'test', gen_random_uuid(), gen_random_uuid() from app_user where username = $1`,
      [username],
    );
  }

  /** Opens a 机密 person in every session of the user, as if he had given a reason. */
  async open(username: string, personId: string): Promise<void> {
    await this.hospital.database.query(
      `insert into confidential_opening (beneficiary_id, user_id, session_id, kind, reason, valid_until)
       select $2, u.id, s.id, 'clearance', '测试查看', now() + interval '30 minutes' from app_user u join session s on s.user_id = u.id where u.username = $1`,
      [username, personId],
    );
  }
}

/** A patient as the HIS would tell him, from a person of the roster: everything the same unless said. */
export function patientLike(person: RosterPerson, given: Partial<SourcePatient> & { patientId: string }): SourcePatient {
  const { name, sex, birthDate, idCardNo, phone, insuranceNo, socialSecurityNo, careCardNo } = person;
  return { name, sex, birthDate, idCardNo, phone, insuranceNo, socialSecurityNo, careCardNo, ...given };
}
