import { idCardNumber, personName } from './names.js';
import { seededRandom, type Random } from './random.js';
import { DAY, day } from './wall-clock.js';

export const CONDITIONS = [
  'hypertension',
  'coronary',
  'stroke',
  'diabetes',
  'lipids',
  'gout',
  'thyroid',
  'copd',
  'hepatitis',
  'fattyliver',
  'ckd',
  'prostate',
  'anemia',
  'gastritis',
  'bones',
  'eye',
  'tumor',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** What people of the hospital's own desk know about someone; the truth behind all three systems. */
export interface Person {
  /** Stable inside one seed; starts at 1. */
  readonly no: number;
  /** `roster`: on the office's list; `signs`: not on it but marked in the HIS; `ordinary`: everybody else. */
  readonly kind: 'roster' | 'signs' | 'ordinary';
  rosterNo: string | null;
  name: string;
  alias: string | null;
  sex: '1' | '2';
  birth: string;
  idKind: '01' | '03';
  idNo: string;
  post: string;
  rank: string;
  types: string;
  primaryType: string;
  level: '' | 'L1' | 'L2' | 'L3' | 'L9';
  levelFrom: string;
  levelTo: string;
  category: string;
  secrecy: 'N' | 'R' | 'V';
  unit: string;
  phone: string;
  insuranceNo: string;
  socialNo: string;
  careCard: string;
  address: string;
  allergy: string;
  status: 'ACTIVE' | 'SUSPENDED' | 'TRANSFERRED' | 'CANCELLED' | 'DECEASED';
  conditions: readonly Condition[];
  /** Which mark a person of kind `signs` carries. */
  sign: null | 'charge' | 'vipflag' | 'registration';
}

export interface Counts {
  readonly cadre: Readonly<Record<'L1' | 'L2' | 'L3' | 'L9', number>>;
  readonly vip: number;
  readonly dual: number;
  readonly ordinary: number;
}
/** How large the pretend hospital is: enough for every sample (small, for tests), for a first look (quick), for a year's work (full). */
export const SIZES = ['quick', 'small', 'full'] as const;
export type Size = (typeof SIZES)[number];

export const COUNTS: Readonly<Record<Size, Counts>> = {
  small: { cadre: { L1: 6, L2: 14, L3: 24, L9: 4 }, vip: 10, dual: 2, ordinary: 60 },
  quick: { cadre: { L1: 12, L2: 60, L3: 96, L9: 12 }, vip: 56, dual: 4, ordinary: 400 },
  full: { cadre: { L1: 60, L2: 300, L3: 480, L9: 60 }, vip: 280, dual: 20, ordinary: 20_000 },
};
const SIGNS_ONLY = 12;

const UNITS = [
  '市发展研究院',
  '市水务集团',
  '市第一中学',
  '市规划设计院',
  '市档案馆',
  '市农业科学院',
  '市交响乐团',
  '市港务局',
  '市电力公司',
  '市文史馆',
];
const RANKS = ['正厅级', '副厅级', '正处级', '副处级', '一级巡视员', '二级调研员', '教授级高级工程师'];
const POSTS = ['院长', '副院长', '党委书记', '主任', '副主任', '总工程师', '顾问', '调研员', '馆长'];
const ROADS = ['春风路', '翠竹路', '东湖路', '布心路', '莲塘路', '景田路'];
const ALLERGIES = ['', '', '', '', '', '青霉素', '磺胺类', '头孢类', '碘造影剂', '海鲜'];

type Group = Pick<Person, 'kind' | 'types' | 'primaryType' | 'level'>;

/** Makes everybody: the roster in roster order, then people with signs, then ordinary patients. */
export function makePeople(seed: string, size: Size, today: number): Person[] {
  const counts = COUNTS[size];
  const kinds: Group[] = (
    [
      ...(['L1', 'L2', 'L3', 'L9'] as const).flatMap((level) =>
        Array.from({ length: counts.cadre[level] }, () => ({ types: 'CADRE', primaryType: 'CADRE', level })),
      ),
      ...Array.from({ length: counts.vip }, () => ({ types: 'VIP', primaryType: 'VIP', level: '' as const })),
      ...Array.from({ length: counts.dual }, () => ({
        types: 'CADRE|VIP',
        primaryType: 'CADRE',
        level: 'L3' as const,
      })),
    ] satisfies Omit<Group, 'kind'>[]
  ).map((group) => ({ ...group, kind: 'roster' }));
  const random = seededRandom(seed).fork('people');
  const people: Person[] = kinds.map((kind, i) => makePerson(random.fork(`r${i}`), i + 1, today, kind));
  const none = { types: '', primaryType: '', level: '' as const };
  for (let i = 0; i < SIGNS_ONLY; i += 1) {
    const person = makePerson(random.fork(`s${i}`), people.length + 1, today, { ...none, kind: 'signs' });
    people.push({ ...person, sign: (['charge', 'vipflag', 'registration'] as const)[i % 3] ?? null });
  }
  for (let i = 0; i < counts.ordinary; i += 1)
    people.push(makePerson(random.fork(`o${i}`), people.length + 1, today, { ...none, kind: 'ordinary' }));
  return people;
}

function makePerson(random: Random, no: number, today: number, group: Group): Person {
  const { kind } = group;
  const sex = random.chance(0.68) ? '1' : '2';
  const age =
    kind === 'ordinary'
      ? random.integer(20, 88)
      : random.weighted([
          [random.integer(42, 59), 28],
          [random.integer(60, 79), 50],
          [random.integer(80, 97), 22],
        ]);
  const birth = day(today - Math.floor((age + random.next()) * 365.25) * DAY);
  const onRoster = kind === 'roster';
  const levelYears = random.integer(4, 12);
  return {
    no,
    ...group,
    sex,
    birth,
    rosterNo: onRoster ? `BJ${String(no).padStart(4, '0')}` : null,
    name: personName(random, sex),
    alias: null,
    idKind: '01',
    idNo: idCardNumber(birth, sex, no),
    post: onRoster ? random.pick(POSTS) : '',
    rank: onRoster && group.level ? random.pick(RANKS) : '',
    levelFrom: onRoster ? `${Number(day(today).slice(0, 4)) - levelYears}-01-01` : '',
    levelTo: '',
    category: !onRoster
      ? ''
      : group.primaryType === 'VIP'
        ? random.pick(['COMM_INS', 'TALENT', 'EXPERT', 'OTHER'])
        : age >= 90
          ? 'LIXIU'
          : age >= 61
            ? random.pick(['RETIRED', 'RETIRED', 'RETIRED', 'VETERAN'])
            : 'ON_JOB',
    secrecy: onRoster && random.chance(0.08) ? 'R' : 'N',
    unit: `${random.pick(UNITS)}（演示）`,
    phone: `199000${String(10_000 + ((no * 7919) % 89_999)).padStart(5, '0')}`,
    insuranceNo: `YB${String(44030000000 + no)}`,
    socialNo: String(600000000 + no * 13),
    careCard: onRoster && group.level ? `GB${String(100000 + no)}` : '',
    address: `${random.pick(ROADS)}${random.integer(1, 300)}号（演示）`,
    allergy: random.pick(ALLERGIES),
    status: 'ACTIVE',
    conditions: kind === 'ordinary' && age < 45 ? [] : illnesses(random, age, sex),
    sign: null,
  };
}

function illnesses(random: Random, age: number, sex: '1' | '2'): Condition[] {
  const likely: Readonly<Record<Condition, number>> = {
    hypertension: 0.55,
    coronary: 0.25,
    stroke: 0.12,
    diabetes: 0.24,
    lipids: 0.45,
    gout: 0.18,
    thyroid: 0.2,
    copd: 0.1,
    hepatitis: 0.06,
    fattyliver: 0.3,
    ckd: 0.09,
    prostate: sex === '1' ? 0.4 : 0,
    anemia: 0.08,
    gastritis: 0.3,
    bones: 0.3,
    eye: 0.15,
    tumor: 0.04,
  };
  const scale = Math.min(1.2, Math.max(0.3, (age - 25) / 45));
  return CONDITIONS.filter((condition) => random.chance(likely[condition] * scale));
}
