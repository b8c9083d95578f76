import { CHECKUP_CENTRE, doctorsOf } from './departments.js';
import { itemsOf, PANELS } from './lab-items.js';
import type { Values } from './lab-values.js';
import type { Person } from './people.js';
import type { Random } from './random.js';
import type { Row } from './table.js';
import type { Rows } from './tables.js';
import { DAY, HOUR, day, stamp, yearsOld } from './wall-clock.js';

/** One yearly check-up. `state`: 0 booked, 1 arrived, 2 being examined, 3 awaiting the chief's conclusion, 4 concluded, 5 issued, 9 cancelled. */
export interface Checkup {
  readonly checkupNo: string;
  readonly person: Person;
  readonly at: number;
  readonly state: '0' | '1' | '2' | '3' | '4' | '5' | '9';
  readonly revision: number;
  /** Laboratory values by panel; empty when nothing was taken yet. */
  readonly laboratory: ReadonlyMap<string, Values>;
  readonly changedAt: number;
}

export const CHECKUP_PANELS = ['CBC', 'LFT', 'RFT', 'GLU', 'LIPID', 'UA10', 'TM'];

interface Section {
  readonly code: string;
  readonly department: string;
  readonly group: string;
  readonly items: readonly Item[];
  readonly summary: string;
}
interface Item {
  readonly code: string;
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly range: string;
  readonly flag: string;
}

/** Adds the three kinds of rows of one check-up. The database knows only the day of a change. */
export function addCheckup(rows: Rows, checkup: Checkup, random: Random): void {
  const sections = checkup.state === '0' || checkup.state === '9' ? [] : makeSections(checkup, random);
  const concluded = checkup.state === '4' || checkup.state === '5';
  rows.tjSy.push(headRow(checkup, sections, concluded, random));
  sections.forEach((section, i) => {
    const sectionNo = `${checkup.checkupNo}-${String(i + 1).padStart(2, '0')}`;
    const missed = checkup.state === '1' || (checkup.state === '2' && i > 2);
    const refused = !missed && random.chance(0.02);
    rows.tjFk.push({
      fklsh: sectionNo,
      tjbh: checkup.checkupNo,
      ksbm: section.code,
      ksmc: section.department,
      zhmc: section.group,
      tjxj: missed ? null : refused ? '本人放弃本项检查。' : section.summary,
      ysxm: random.pick(doctorsOf(CHECKUP_CENTRE.code)).name,
      jcsj: missed ? null : stamp(checkup.at + (i * HOUR) / 6),
    });
    section.items.forEach((item, j) =>
      rows.tjMx.push({
        mxid: `${sectionNo}-${String(j + 1).padStart(2, '0')}`,
        tjbh: checkup.checkupNo,
        fklsh: sectionNo,
        xmdm: item.code,
        xmmc: item.name,
        jg: missed || refused ? null : item.value,
        jldw: item.unit,
        ckzfw: item.range,
        ycbz: missed || refused ? '' : item.flag,
        zt: missed ? '0' : refused ? '2' : '1',
        xh: String(j + 1),
      }),
    );
  });
}

function headRow(checkup: Checkup, sections: readonly Section[], concluded: boolean, random: Random): Row {
  const { person } = checkup;
  const findings = sections.flatMap((section) =>
    section.items.filter((item) => item.flag).map((item) => `${item.name}异常（${item.value}${item.unit}）`),
  );
  return {
    tjbh: checkup.checkupNo,
    tjryid: `P${String(person.no).padStart(6, '0')}`,
    xm: person.alias ?? (random.chance(0.1) ? `${person.name} ` : person.name),
    xb: person.sex === '1' ? random.pick(['男', '1']) : random.pick(['女', '2']),
    csrq: random.chance(0.5) ? person.birth : person.birth.replaceAll('-', ''),
    sfzh: person.alias ? null : person.idNo,
    lxdh: person.phone,
    dwmc: person.unit,
    ybkh: person.insuranceNo || null,
    bjkh: person.careCard || null,
    tcmc: person.kind === 'roster' ? '干部年度体检套餐' : '普通体检套餐',
    nd: day(checkup.at).slice(0, 4),
    tjrq: day(checkup.at),
    zjrq: concluded ? day(checkup.at + 3 * DAY) : null,
    zjys: concluded ? (doctorsOf(CHECKUP_CENTRE.code)[0]?.name ?? null) : null,
    zjjg: concluded
      ? findings.length
        ? findings
            .slice(0, 8)
            .map((line, i) => `${i + 1}. ${line}`)
            .join('\n')
        : '本次体检未见明显异常。'
      : null,
    jy: concluded
      ? findings.length
        ? '建议专科门诊复查上述异常项目，清淡饮食，适量运动。'
        : '建议每年体检一次。'
      : null,
    tjzt: checkup.state,
    bbh: String(checkup.revision),
    xgsj: day(checkup.changedAt),
  };
}

function makeSections(checkup: Checkup, random: Random): Section[] {
  const { person } = checkup;
  const height = (person.sex === '1' ? 170 : 158) + Math.round(random.normal() * 5);
  const weight = Math.round((height * height * (23.5 + random.normal() * 2)) / 1000) / 10;
  const bmi = weight / (height / 100) ** 2;
  const pressure = Math.round((person.conditions.includes('hypertension') ? 142 : 124) + random.normal() * 9);
  const lower = Math.round(pressure * 0.6 + random.normal() * 4);
  const item = (code: string, name: string, value: string | number, more: Partial<Item> = {}): Item => ({
    code,
    name,
    value: String(value),
    unit: '',
    range: '',
    flag: '',
    ...more,
  });
  const has = (condition: Person['conditions'][number], yes: string, no: string): string =>
    person.conditions.includes(condition) ? yes : no;
  const words = (
    [code, department, group, name]: readonly [string, string, string, string],
    finding: string,
  ): Section => ({
    code,
    department,
    group,
    summary: finding,
    items: [item(`${code}01`, name, finding, { flag: finding.includes('未见') ? '' : '*' })],
  });
  const body: Section = {
    code: '300101',
    department: '一般检查室',
    group: '一般检查',
    summary: `血压 ${pressure}/${lower} mmHg，BMI ${bmi.toFixed(1)}。`,
    items: [
      item('HEIGHT', '身高', height, { unit: 'cm' }),
      item('WEIGHT', '体重', weight.toFixed(1), { unit: 'kg' }),
      item('BMI', '体重指数', bmi.toFixed(1), {
        unit: 'kg/m²',
        range: '18.5-23.9',
        flag: bmi >= 24 ? '↑' : bmi < 18.5 ? '↓' : '',
      }),
      item('SBP', '收缩压', pressure, { unit: 'mmHg', range: '90-139', flag: pressure > 139 ? '↑' : '' }),
      item('DBP', '舒张压', lower, { unit: 'mmHg', range: '60-89', flag: lower > 89 ? '↑' : '' }),
    ],
  };
  return [
    body,
    words(['300102', '内科', '内科检查', '心肺腹'], has('copd', '双肺呼吸音减弱。', '心肺腹查体未见异常。')),
    words(['300103', '外科', '外科检查', '外科情况'], has('prostate', '前列腺增大。', '未见异常。')),
    words(['300104', '眼科', '眼科检查', '晶状体'], has('eye', '晶状体混浊。', '未见异常。')),
    words(
      ['2003', '超声医学科', '腹部超声', '腹部彩超'],
      has('fattyliver', '轻度脂肪肝。', '肝胆胰脾肾未见明显异常。'),
    ),
    words(
      ['2003', '超声医学科', '甲状腺超声', '甲状腺彩超'],
      has('thyroid', '甲状腺结节，TI-RADS 3 类。', '未见明显异常。'),
    ),
    words(
      ['2004', '心电图室', '心电图', '常规心电图'],
      has('coronary', '窦性心律，ST-T 改变。', '窦性心律，未见异常。'),
    ),
    words(
      ['2002', '放射科', '胸部CT', '胸部低剂量CT'],
      has('copd', '双肺慢性支气管炎改变，肺气肿。', '双肺未见活动性病变。'),
    ),
    ...[...checkup.laboratory].map(([panel, values]) => laboratorySection(checkup, panel, values)),
  ];
}

function laboratorySection(checkup: Checkup, panel: string, values: Values): Section {
  const items = itemsOf(panel, checkup.person.sex, yearsOld(checkup.person.birth, checkup.at)).map((one): Item => {
    const value = values.get(one.code) ?? '';
    const shown = typeof value === 'number' ? value.toFixed(one.decimals) : value;
    const high = typeof value === 'number' ? one.high !== null && Number(shown) > one.high : value.includes('+');
    const low = typeof value === 'number' && one.low !== null && Number(shown) < one.low;
    const range = one.low !== null && one.high !== null ? `${one.low}-${one.high}` : one.text;
    return {
      code: one.localCode,
      name: one.name,
      value: shown,
      unit: one.unit,
      range,
      flag: high ? '↑' : low ? '↓' : '',
    };
  });
  const count = items.filter((one) => one.flag).length;
  return {
    code: '2001',
    department: '检验医学部',
    group: PANELS[panel]?.name ?? panel,
    items,
    summary: count ? `${count} 项异常。` : '未见异常。',
  };
}
