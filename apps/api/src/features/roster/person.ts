import type { IndexKind } from '../../platform/crypto/field-cipher.js';

export const CATEGORIES = ['cadre', 'vip'] as const;
export type Category = (typeof CATEGORIES)[number];
export const CARE_LEVELS = ['L1', 'L2', 'L3', 'L9'] as const;
export type CareLevel = (typeof CARE_LEVELS)[number];
export const STATUSES = ['active', 'suspended', 'transferred', 'cancelled', 'deceased'] as const;
export type Status = (typeof STATUSES)[number];
/** Ordinary, internal, confidential (机密); from open to strict. */
export const SECRECIES = ['N', 'R', 'V'] as const;
export type Secrecy = (typeof SECRECIES)[number];

/** The numbers of a person, by the field that carries them, and the kind they are kept and found as. */
export const NUMBER_KINDS = {
  idCardNo: 'ID_CARD',
  phone: 'PHONE',
  insuranceNo: 'INSURANCE_NO',
  socialSecurityNo: 'SOCIAL_SECURITY_NO',
  careCardNo: 'CARE_CARD_NO',
  socialCardNo: 'SOCIAL_CARD_NO',
} as const satisfies Record<string, IndexKind>;
export type NumberField = keyof typeof NUMBER_KINDS;
export type NumberKind = (typeof NUMBER_KINDS)[NumberField];
export const NUMBER_FIELDS = Object.keys(NUMBER_KINDS) as NumberField[];

/** What is good to know of a person beyond who he is; all of it may be missing. */
export interface PersonBackground {
  /** GB/T 3304, GB/T 2261.2 and GB/T 2659 codes. */
  readonly nation: string | null;
  readonly marital: string | null;
  readonly nationality: string | null;
  /** 统一社会信用代码 of the employer. */
  readonly unitCode: string | null;
  readonly unitDepartment: string | null;
  readonly landline: string | null;
  readonly email: string | null;
  readonly postcode: string | null;
  readonly pastHistory: string | null;
  readonly bloodAbo: string | null;
  readonly bloodRh: string | null;
  /** Staff numbers and the code of a department. */
  readonly careDoctorNo: string | null;
  readonly careNurseNo: string | null;
  readonly careDepartmentCode: string | null;
  readonly keyCare: boolean;
  readonly note: string | null;
}

/** For sources that know nothing beyond who he is. */
export const NO_BACKGROUND: PersonBackground & { readonly socialCardNo: null } = {
  nation: null, marital: null, nationality: null, unitCode: null, unitDepartment: null, landline: null, email: null, postcode: null,
  pastHistory: null, bloodAbo: null, bloodRh: null, careDoctorNo: null, careNurseNo: null, careDepartmentCode: null, keyCare: false,
  note: null, socialCardNo: null,
};

/** A person as he is put on the roster: checked by {@link personProblems} before, dates `YYYY-MM-DD`. */
export interface RosterPerson extends Readonly<Record<NumberField, string | null>>, PersonBackground {
  readonly name: string;
  readonly aliasName: string | null;
  /** GB/T 2261.1. */
  readonly sex: string;
  readonly birthDate: string | null;
  /** CV02.01.101; 01 is the resident id card. */
  readonly idType: string | null;
  readonly workUnit: string | null;
  readonly position: string | null;
  readonly rank: string | null;
  readonly categories: readonly Category[];
  readonly primaryCategory: Category;
  readonly personCategories: readonly string[];
  readonly careLevel: CareLevel | null;
  readonly careLevelFrom: string | null;
  readonly careLevelUntil: string | null;
  readonly secrecy: Secrecy;
  readonly status: Status;
  readonly allergies: string | null;
  readonly address: string | null;
  /** Who put him there, or changed him: `roster-file`, `manual`, `match`. */
  readonly origin: string;
  readonly demo: boolean;
}
