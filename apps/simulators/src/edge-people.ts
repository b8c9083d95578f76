import { idCardNumber, oldIdCardNumber } from './names.js';
import type { Person } from './people.js';
import { DAY, day } from './wall-clock.js';

/** A sample that tests and training look for by name; written to samples.json. */
export interface Sample {
  readonly sample: string;
  readonly rosterNo: string | null;
  readonly brids?: readonly string[];
  readonly note: string;
}

/** Which person of the roster stands for which difficulty of identity. Counted from the end of each level's block, so both sizes have them. */
export interface EdgePeople {
  readonly twoFiles: Person;
  readonly twins: readonly [Person, Person];
  readonly oldIdCard: Person;
  readonly foreigner: Person;
  readonly promoted: Person;
  readonly cancelled: Person;
  readonly deceased: Person;
  readonly renamed: Person;
  readonly weak: Person;
  readonly weakest: Person;
  readonly unitChanged: Person;
  readonly secret: readonly Person[];
  readonly samples: Sample[];
}

/** Turns chosen people into the edge samples. Changes them in place and says who they are. */
export function placeEdgePeople(people: readonly Person[], today: number): EdgePeople {
  const level = (code: Person['level']): Person[] =>
    people.filter((person) => person.level === code && person.types === 'CADRE');
  const at = (list: readonly Person[], i: number): Person => {
    const person = list[i];
    if (!person) throw new Error('the roster is too small for the edge samples');
    return person;
  };
  const l2 = level('L2');
  const l3 = level('L3');
  const vip = people.filter((person) => person.types === 'VIP');
  const ordinary = people.filter((person) => person.kind === 'ordinary');
  const samples: Sample[] = [];
  const say = (sample: string, person: Person, note: string): Person => {
    samples.push({ sample, rosterNo: person.rosterNo, note });
    return person;
  };

  const secretCount = Math.max(6, Math.round(people.filter((person) => person.kind === 'roster').length / 48));
  const secret = [...level('L1').slice(0, 4), ...l2.slice(0, secretCount - 4)];
  secret.forEach((person, i) => {
    person.secrecy = 'V';
    person.alias = `保健${String(i + 1).padStart(2, '0')}`;
    say('alias', say('confidential', person, '机密对象'), 'HIS 只显示化名');
  });

  const twin = at(l3, 1);
  const stranger = at(ordinary, 0);
  Object.assign(stranger, {
    name: twin.name,
    sex: twin.sex,
    birth: twin.birth,
    idNo: idCardNumber(twin.birth, twin.sex, stranger.no),
  });
  say('same-name-same-birthday', twin, '同名同生日两人，另一人不在名册');

  const oldIdCard = say('id-card-15', at(l3, 2), 'HIS 登记 15 位证件号');
  const foreigner = say('foreigner', at(vip, 0), '外宾，无身份证，护照');
  Object.assign(foreigner, {
    name: '安德森·约翰',
    idKind: '03',
    idNo: 'E80000001',
    insuranceNo: '',
    socialNo: '',
    category: 'FOREIGN',
  });
  const promoted = say('promoted', at(l2, l2.length - 1), '历史期内由 L3 升 L2；之前的就诊无级别记录');
  promoted.levelFrom = day(today - 400 * DAY);
  const cancelled = say('cancelled', at(l3, 3), '年中注销');
  cancelled.status = 'CANCELLED';
  cancelled.levelTo = day(today - 120 * DAY);
  const deceased = say('deceased', at(l2, l2.length - 2), '死亡');
  deceased.status = 'DECEASED';
  deceased.levelTo = day(today - 60 * DAY);
  for (const person of people.filter((candidate) => candidate.types === 'CADRE|VIP'))
    say('cadre-and-vip', person, '双类型对象');
  return {
    twoFiles: say('two-files', at(l3, 0), '一人两 HIS 号，已合并'),
    twins: [twin, stranger],
    oldIdCard,
    foreigner,
    promoted,
    cancelled,
    deceased,
    renamed: say('id-card-other-name', at(l3, 4), '证件相同、姓名不同：须人工核对'),
    weak: say('no-id-same-phone', at(l3, 5), '姓名、性别、生日、手机尾号相同，证件缺失：须人工核对'),
    weakest: say('name-and-birthday-only', at(l3, 6), '仅姓名与生日相同：须人工核对'),
    unitChanged: say('unit-changed', at(l3, 7), 'HIS 单位与名册不同'),
    secret,
    samples,
  };
}

/** The 15-digit number as the old registration desk wrote it. */
export function deskIdCard(person: Person, edge: EdgePeople): string {
  return person === edge.oldIdCard ? oldIdCardNumber(person.idNo) : person.idNo;
}
