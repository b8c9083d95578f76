import { cultureRows, isCulture } from './cultures.js';
import { itemsOf, PANELS, type LabItem } from './lab-items.js';
import type { LabReport } from './lab-report.js';
import type { Random } from './random.js';
import type { Row } from './table.js';
import { MINUTE, stamp, stampMs, yearsOld } from './wall-clock.js';

const LABORATORY = ['检验甲', '检验乙', '检验丙'];
const FLAGS = [
  ['↑', '↓'],
  ['H', 'L'],
  ['高', '低'],
] as const;
/** Other units that one analyzer in a hundred reports, and their factor. */
const OTHER_UNITS: Readonly<Record<string, readonly [string, number, number]>> = {
  FPG: ['mg/dL', 18.02, 0],
  CREA: ['mg/dL', 1 / 88.4, 2],
  HGB: ['g/dL', 0.1, 1],
};

/** Row of v_lis_bg. */
export function reportRow(report: LabReport): Row {
  const { file, collectedAt: collected } = report;
  const panel = PANELS[report.panel];
  const verified = report.state === '1' ? null : stamp(collected + 150 * MINUTE);
  const specimen =
    panel?.specimen ??
    itemsOf(report.panel, file.person.sex, yearsOld(file.person.birth, collected))[0]?.specimen ??
    '血清';
  return {
    bgdh: report.reportNo,
    jzlsh: report.visitNo,
    mzzybz: report.visitKind,
    brid: report.zerosLost ? file.brid.replace(/^0+/, '') : file.brid,
    brxm: file.row['brxm'] ?? null,
    brxb: file.row['brxb'] ?? null,
    csrq: file.person.birth,
    nl: ageText(file.person.birth, collected),
    zyh_mzh: report.visitKind === '2' ? `Z${file.brid}` : `M${file.brid}`,
    sqdh: `SQ${report.reportNo.slice(2)}`,
    sqksbm: report.department.code,
    sqksmc: report.department.name,
    sqysxm: report.doctor.name,
    cjrq: stamp(collected),
    jsrq: stamp(collected + 30 * MINUTE),
    jyrq: stamp(collected + 90 * MINUTE),
    bgrq: stamp(collected + 140 * MINUTE),
    shrq: verified,
    jyxmdm: report.panel,
    jyxmmc: panel?.name ?? report.panel,
    bbmc: specimen,
    jyz: LABORATORY[collected % 3] ?? '检验甲',
    shz: verified ? (LABORATORY[(collected + 1) % 3] ?? '检验乙') : null,
    bgzt: report.state,
    bbh: String(report.revision),
    bz: report.state === '3' ? '更正报告，以本版为准' : null,
    xgsj: stampMs(report.changedAt),
  };
}

function ageText(birth: string, at: number): string {
  const years = yearsOld(birth, at);
  return years > 0 ? `${years}岁` : `${Math.max(1, Math.floor((at - Date.parse(birth)) / (30 * 24 * 60 * MINUTE)))}月`;
}

/** Rows of v_lis_jg: one per item, with this laboratory's mixture of range texts, flags and missing limits. */
export function resultRows(report: LabReport, random: Random): Row[] {
  if (isCulture(report.panel)) return cultureRows(report);
  const items = itemsOf(report.panel, report.file.person.sex, yearsOld(report.file.person.birth, report.collectedAt));
  const panel = PANELS[report.panel];
  const flags = FLAGS[report.panel.length % 3] ?? FLAGS[0];
  return items.map((item, i) => {
    const value = report.values.get(item.code) ?? '见报告';
    const other = random.chance(0.01) ? OTHER_UNITS[item.code] : undefined;
    const [low, high] = other ? [scale(item.low, other), scale(item.high, other)] : [item.low, item.high];
    const position =
      typeof value === 'number'
        ? place(value, item)
        : value.includes('+') || value.includes('阳性') || value === '±'
          ? 'positive'
          : 'normal';
    return {
      jgid: `${report.reportNo}-${String(i + 1).padStart(2, '0')}`,
      bgdh: report.reportNo,
      bbh: String(report.revision),
      dyxh: String(i + 1),
      jczbdm: item.localCode,
      jczbmc: item.name,
      jczbjg: printed(value, item, other, random),
      jldw: other?.[0] ?? item.unit,
      ckz: rangeText(item, low, high, random),
      reflo: random.chance(0.7) ? text(low) : null,
      refhi: random.chance(0.7) ? text(high) : null,
      ycts: random.chance(0.01) ? '' : { normal: '', positive: '＋', low: flags[1], high: flags[0] }[position],
      wjz: isCritical(value, item) ? '1' : '0',
      jcff: panel?.method ?? null,
      yqbh: item.code === 'PCTP' ? 'XN-9000-1' : (panel?.analyzer ?? null),
      loinc: item.loinc || null,
    };
  });
}

function place(value: number, item: LabItem): 'low' | 'normal' | 'high' {
  const shown = Number(value.toFixed(item.decimals));
  if (item.low !== null && shown < item.low) return 'low';
  return item.high !== null && shown > item.high ? 'high' : 'normal';
}

export function isCritical(value: number | string, item: LabItem): boolean {
  return (
    typeof value === 'number' &&
    ((item.criticalLow !== null && value <= item.criticalLow) ||
      (item.criticalHigh !== null && value >= item.criticalHigh))
  );
}

function printed(
  value: number | string,
  item: LabItem,
  other: readonly [string, number, number] | undefined,
  random: Random,
): string {
  if (typeof value === 'string') return value;
  if (other) return (value * other[1]).toFixed(other[2]);
  if (item.code === 'HBVDNA')
    return value < 20 ? '<20' : value > 30_000 ? value.toExponential(1).replace('e+', 'E+0') : value.toFixed(0);
  if (item.code === 'TNI' && value < 0.01) return '<0.01';
  if (item.code === 'TPSA' && value > 100) return '>100';
  if (random.chance(0.002)) return random.pick(['溶血', '见报告', '标本量不足']);
  return value.toFixed(item.decimals);
}

function rangeText(item: LabItem, low: number | null, high: number | null, random: Random): string {
  if (item.code === 'HBSAB') return '<10 阴性\n≥10 有保护力';
  if (low !== null && high !== null)
    return `${text(low)}${random.weighted([
      ['-', 70],
      ['～', 20],
      ['--', 7],
      ['—', 3],
    ])}${text(high)}`;
  if (item.text) return item.text;
  return high === null ? (low === null ? '' : `≥${text(low)}`) : `<${text(high)}`;
}

function scale(limit: number | null, other: readonly [string, number, number]): number | null {
  return limit === null ? null : Number((limit * other[1]).toFixed(other[2]));
}

function text(limit: number | null): string | null {
  return limit === null ? null : String(limit);
}
