import { itemsOf, type LabItem } from './lab-items.js';
import type { Condition, Person } from './people.js';
import { seededRandom, type Random } from './random.js';
import { yearsOld } from './wall-clock.js';

/** Numbers by item code; words for items that have no number. */
export type Values = Map<string, number | string>;

/** Within-person variation (coefficient); everything else varies by 6 %. */
const VARIATION: Readonly<Record<string, number>> = {
  HGB: 0.028,
  WBC: 0.11,
  ALT: 0.1,
  AST: 0.09,
  CREA: 0.05,
  LDLC: 0.07,
  TG: 0.2,
  FPG: 0.05,
  TSH: 0.19,
  K: 0.04,
  NA: 0.007,
  CL: 0.01,
  CA: 0.02,
  MCV: 0.01,
  MCHC: 0.01,
  TP: 0.025,
  ALB: 0.025,
  ABGPH: 0.002,
  USG: 0.004,
  PT: 0.03,
  HBA1C: 0.03,
  UPH: 0.08,
  SAO2: 0.005,
};

/** What an illness makes of an item: a new mean and its spread between people. */
const SHIFTS: Readonly<Partial<Record<Condition, Readonly<Record<string, readonly [number, number]>>>>> = {
  diabetes: { FPG: [8, 1.3], HBA1C: [7.2, 0.9], PG2H: [11.5, 2] },
  ckd: { CREA: [170, 25], UREA: [12, 2], CYSC: [1.8, 0.3], ACR: [160, 60], MALB: [120, 40] },
  lipids: { LDLC: [3.9, 0.4], TG: [2.3, 0.5] },
  gout: { UA: [480, 40] },
  hepatitis: { ALT: [68, 15], AST: [52, 10], HBVDNA: [42_000, 9_000] },
  fattyliver: { ALT: [48, 9], GGT: [62, 14] },
  anemia: { HGB: [98, 8], FE: [6.5, 1], FER: [14, 4] },
  coronary: { NTPROBNP: [680, 220], HCY: [17, 3] },
  tumor: { CEA: [14, 4], CA199: [58, 15] },
  prostate: { TPSA: [5.4, 1.4], FPSA: [1.1, 0.2] },
  thyroid: { TSH: [5.6, 0.8], TPOAB: [120, 40] },
  copd: { PCO2: [50, 4], PO2: [72, 5], SAO2: [93, 1] },
};

/** Items whose healthy mean cannot be read off their printed range. */
const HEALTHY: Readonly<Record<string, readonly [number, number]>> = { PG2H: [6.3, 0.5], HBSAB: [90, 30] };

const baselines = new Map<string, number>();

/** Somebody's own mean of an item; the same at every visit, so that trends look like one body. */
function baseline(seed: string, person: Person, item: LabItem): number {
  const key = `${seed}/${person.no}/${item.code}`;
  const known = baselines.get(key);
  if (known !== undefined) return known;
  const random = seededRandom(key);
  const shift =
    person.conditions.map((condition) => SHIFTS[condition]?.[item.code]).find((found) => found !== undefined) ??
    HEALTHY[item.code];
  let mean: number;
  if (shift) mean = shift[0] + shift[1] * random.normal();
  else if (item.low !== null && item.high !== null)
    mean = (item.low + item.high) / 2 + ((item.high - item.low) / 6.5) * random.normal();
  else if (item.high !== null) mean = item.high * 0.42 * Math.exp(0.35 * random.normal());
  else mean = (item.low ?? 1) * 1.35 * Math.exp(0.12 * random.normal());
  if (item.code === 'LDLC' && person.conditions.includes('coronary')) mean *= 0.6;
  baselines.set(key, mean);
  return mean;
}

/** Whose blood is drawn when (epoch ms), for which panel; the seed fixes the person's baselines. */
export interface Draw {
  readonly seed: string;
  readonly person: Person;
  readonly panel: string;
  readonly at: number;
}

/** One measurement of a panel, derived items computed from the others. */
export function measure({ seed, person, panel, at }: Draw, random: Random): Values {
  const age = yearsOld(person.birth, at);
  const values: Values = new Map();
  for (const item of itemsOf(panel, person.sex, age)) {
    if (item.kind === 'N') {
      const mean = baseline(seed, person, item);
      values.set(
        item.code,
        item.code === 'BE'
          ? mean + random.normal()
          : Math.abs(mean * (1 + (VARIATION[item.code] ?? 0.06) * random.normal())),
      );
    } else values.set(item.code, words(item, person, random));
  }
  derive(values, person, age);
  return values;
}

function words(item: LabItem, person: Person, random: Random): string {
  if (item.kind === 'T') return random.chance(0.9) ? item.text : random.pick(['黄色', '微浑', '深黄色']);
  const often =
    (item.code === 'UGLU' && person.conditions.includes('diabetes')) ||
    (item.code === 'UPRO' && person.conditions.includes('ckd'));
  if (item.code === 'HBSAG') return person.conditions.includes('hepatitis') ? '阳性(+)' : '阴性(-)';
  if (['HIVAGAB', 'TPAB', 'HCVAB', 'HBEAG', 'TSPOT'].includes(item.code)) return '阴性';
  if (random.chance(often ? 0.6 : 0.04)) return random.pick(['±', '1+', '2+', '阳性(+)']);
  return item.text === '正常' ? '正常' : random.pick(['阴性', '阴性(-)', '-']);
}

/** Items that are sums, ratios or formulas of others, so that no report contradicts itself. */
function derive(values: Values, person: Person, age: number): void {
  const value = (code: string): number => Number(values.get(code) ?? Number.NaN);
  const set = (code: string, result: number): void => {
    if (values.has(code) && Number.isFinite(result)) values.set(code, result);
  };
  set('HCT', value('HGB') / value('MCHC'));
  set('RBC', (value('HCT') * 1000) / value('MCV'));
  set('MCH', value('HGB') / value('RBC'));
  set('NEUTP', 100 - value('LYMP') - value('MONOP') - value('EOSP') - value('BASOP'));
  for (const cell of ['NEUT', 'LYM', 'MONO', 'EOS', 'BASO']) set(cell, (value('WBC') * value(`${cell}P`)) / 100);
  set('PCTP', (value('PLT') * value('MPV')) / 10_000);
  set('GLB', value('TP') - value('ALB'));
  set('AG', value('ALB') / value('GLB'));
  set('DBIL', Math.min(value('DBIL'), value('TBIL') * 0.45));
  set('IBIL', value('TBIL') - value('DBIL'));
  set('AST', 0.35 * value('AST') + 0.65 * value('ALT') * 1.05);
  set('ASTALT', value('AST') / value('ALT'));
  set('TC', value('HDLC') + value('LDLC') + 0.45 * value('TG'));
  set('NHDLC', value('TC') - value('HDLC'));
  set('FTPSA', value('FPSA') / value('TPSA'));
  set('INR', (value('PT') / 12.2) ** 1.1);
  set('HCO3', 0.0307 * value('PCO2') * 10 ** (value('ABGPH') - 6.1));
  set('SAO2', Math.min(value('SAO2'), 99));
  set('EGFR', filtration(value('CREA'), age, person.sex));
}

/** CKD-EPI 2009; creatinine in μmol/L, result in mL/min/1.73 m². */
export function filtration(creatinine: number, age: number, sex: '1' | '2'): number {
  const [kappa, alpha, factor] = sex === '2' ? [0.7, -0.329, 1.018] : [0.9, -0.411, 1];
  const ratio = creatinine / 88.4 / kappa;
  return 141 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.209 * 0.993 ** age * factor;
}

/** Makes one item abnormal or critical on purpose, keeping what is derived from it consistent. */
export function force(
  values: Values,
  item: LabItem,
  how: 'abnormal' | 'critical',
  { person, at }: Pick<Draw, 'person' | 'at'>,
): void {
  if (item.kind !== 'N') values.set(item.code, '阳性(+)');
  else if (how === 'critical' && item.criticalHigh !== null) values.set(item.code, item.criticalHigh * 1.08);
  else if (how === 'critical' && item.criticalLow !== null) values.set(item.code, item.criticalLow * 0.9);
  else values.set(item.code, item.high !== null ? item.high * 1.35 : (item.low ?? 1) * 0.7);
  const forced = values.get(item.code);
  derive(values, person, yearsOld(person.birth, at));
  if (forced !== undefined) values.set(item.code, forced);
}
