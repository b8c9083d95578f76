import { readIdCard } from '@cadre/clinical/id-card';
import { decodeSheet, readCsv } from './csv-text.js';
import {
  CARE_LEVELS, type CareLevel, CATEGORIES, type Category, type PersonBackground, type RosterPerson, SECRECIES, type Secrecy, STATUSES, type Status,
} from './person.js';
import { personProblems } from './person-problems.js';

export interface RosterEntry {
  readonly line: number;
  readonly rosterNo: string;
  readonly person: RosterPerson;
}

/** A row that was not taken, with every reason at once. */
export interface RefusedRow {
  readonly line: number;
  readonly reason: string;
}

const REQUIRED = ['保健编号', '姓名', '性别', '对象类型'] as const;
const SEXES: Readonly<Record<string, string>> = { 男: '1', 女: '2', 未知: '0', 未说明: '9', '0': '0', '1': '1', '2': '2', '9': '9' };

/** Reads the care office's list. A file without the needed columns is refused whole: nothing in it can be trusted. */
export function readRosterFile(bytes: Uint8Array, options: { demo: boolean }): { entries: RosterEntry[]; refused: RefusedRow[] } {
  const [header, ...rows] = readCsv(decodeSheet(bytes));
  const missing = REQUIRED.filter((column) => !header?.cells.includes(column));
  if (!header || missing.length) return { entries: [], refused: [{ line: 1, reason: `缺少列：${missing.join('、')}` }] };
  const entries: RosterEntry[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const row = new Row(header.cells, cells);
    const person = personOf(row, options.demo);
    const rosterNo = row.text('保健编号') ?? '';
    const reasons = [
      ...row.reasons,
      ...personProblems(person).map(({ message }) => message),
      ...(rosterNo ? [] : ['保健编号为空']),
      ...(seen.has(rosterNo) ? [`保健编号与第 ${seen.get(rosterNo)} 行重复`] : []),
    ];
    if (rosterNo && !seen.has(rosterNo)) seen.set(rosterNo, line);
    if (reasons.length) refused.push({ line, reason: reasons.join('；') });
    else entries.push({ line, rosterNo, person });
  }
  return { entries, refused };
}

function personOf(row: Row, demo: boolean): RosterPerson {
  const categories = row.codes('对象类型').map((code) => row.oneOf<Category>('对象类型', code.toLowerCase(), CATEGORIES)).filter((code) => code !== null);
  const idCardNo = row.text('证件号');
  const card = idCardNo ? readIdCard(idCardNo) : null;
  return {
    ...backgroundOf(row),
    name: row.text('姓名') ?? '',
    aliasName: row.text('化名'),
    sex: SEXES[row.text('性别') ?? ''] ?? '',
    birthDate: row.date('出生日期') ?? (card?.kind === 'resident' ? card.birthDate : null),
    idType: row.text('证件类型') ?? (card?.kind === 'resident' ? '01' : null),
    idCardNo,
    position: row.text('职务'),
    rank: row.text('职级'),
    categories,
    primaryCategory: row.oneOf<Category>('主类型', row.text('主类型')?.toLowerCase() ?? null, CATEGORIES) ?? categories[0] ?? 'cadre',
    careLevel: row.oneOf<CareLevel>('保健级别', row.text('保健级别'), CARE_LEVELS),
    careLevelFrom: row.date('级别起始'),
    careLevelUntil: row.date('级别截止'),
    personCategories: row.codes('人员类别'),
    secrecy: row.oneOf<Secrecy>('密级', row.text('密级'), SECRECIES) ?? 'N',
    workUnit: row.text('单位'),
    phone: row.text('手机'),
    insuranceNo: row.text('医保号'),
    socialSecurityNo: row.text('社保电脑号'),
    careCardNo: row.text('保健卡号'),
    address: row.text('住址'),
    allergies: row.text('过敏史'),
    status: row.oneOf<Status>('状态', row.text('状态')?.toLowerCase() ?? null, STATUSES) ?? 'active',
    origin: 'roster-file',
    demo,
  };
}

/** Columns that a list may have beyond those it needs. */
function backgroundOf(row: Row): PersonBackground & { socialCardNo: string | null } {
  return {
    nation: row.text('民族'), marital: row.text('婚姻状况'), nationality: row.text('国籍'), unitCode: row.text('单位代码'),
    unitDepartment: row.text('部门'), landline: row.text('固定电话'), email: row.text('电子邮箱'), postcode: row.text('邮编'),
    pastHistory: row.text('既往史'), bloodAbo: row.text('ABO血型'), bloodRh: row.text('Rh血型'), careDoctorNo: row.text('责任医生工号'),
    careNurseNo: row.text('责任护士工号'), careDepartmentCode: row.text('保健科室代码'), keyCare: row.text('重要保健') === '是',
    note: null, socialCardNo: row.text('社保卡号'),
  };
}

/** One row by column names; collects what it cannot read. */
class Row {
  readonly reasons: string[] = [];
  private readonly cells: ReadonlyMap<string, string>;

  constructor(header: readonly string[], cells: readonly string[]) {
    this.cells = new Map(header.map((column, i) => [column, cells[i] ?? '']));
    if (cells.length > header.length) this.reasons.push('列数多于表头');
  }

  text(column: string): string | null {
    return this.cells.get(column) || null;
  }

  codes(column: string): string[] {
    return (this.text(column) ?? '').split('|').map((code) => code.trim()).filter(Boolean);
  }

  /** `2026-01-31`, also as `2026/1/31` and `20260131`. */
  date(column: string): string | null {
    const text = this.text(column);
    if (!text) return null;
    const [, year = '', month = '', day = ''] = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/.exec(text) ?? [];
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const at = new Date(`${date}T00:00:00Z`);
    if (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(date)) return date;
    this.reasons.push(`${column}“${text}”不是有效日期`);
    return null;
  }

  oneOf<T extends string>(column: string, code: string | null, allowed: readonly T[]): T | null {
    if (!code) return null;
    const found = allowed.find((one) => one === code);
    if (!found) this.reasons.push(`${column}“${this.text(column)}”不在可选范围内`);
    return found ?? null;
  }
}
