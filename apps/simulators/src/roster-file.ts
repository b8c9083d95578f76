import type { Person } from './people.js';

const COLUMNS: readonly (readonly [string, (person: Person) => string])[] = [
  ['保健编号', (p) => p.rosterNo ?? ''],
  ['姓名', (p) => p.name],
  ['化名', (p) => p.alias ?? ''],
  ['性别', (p) => (p.sex === '1' ? '男' : '女')],
  ['出生日期', (p) => p.birth],
  ['证件类型', (p) => p.idKind],
  ['证件号', (p) => p.idNo],
  ['职务', (p) => p.post],
  ['职级', (p) => p.rank],
  ['对象类型', (p) => p.types],
  ['主类型', (p) => p.primaryType],
  ['保健级别', (p) => p.level],
  ['级别起始', (p) => (p.level ? p.levelFrom : '')],
  ['级别截止', (p) => (p.level ? p.levelTo : '')],
  ['人员类别', (p) => p.category],
  ['密级', (p) => p.secrecy],
  ['单位', (p) => p.unit],
  ['手机', (p) => p.phone],
  ['医保号', (p) => p.insuranceNo],
  ['社保电脑号', (p) => p.socialNo],
  ['保健卡号', (p) => p.careCard],
  ['住址', (p) => p.address],
  ['过敏史', (p) => p.allergy],
  ['状态', (p) => p.status],
  ['备注', () => '演示数据'],
];

/** The list of the care office as its spreadsheet exports it: UTF-8 with BOM, CRLF. */
export function rosterCsv(people: readonly Person[]): string {
  const lines = people
    .filter((person) => person.rosterNo !== null)
    .map((person) => COLUMNS.map(([, read]) => quoted(read(person))).join(','));
  return `\uFEFF${[COLUMNS.map(([name]) => name).join(','), ...lines].join('\r\n')}\r\n`;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
