import type { LabReport } from './lab-report.js';
import { PANELS } from './lab-items.js';
import { seededRandom, type Random } from './random.js';
import { readSeedFile } from './seed-file.js';
import type { Row } from './table.js';

/** What this laboratory grows, and how often it grows nothing. */
const CULTURES: Readonly<Record<string, { readonly sterile: string; readonly none: number; readonly count?: string }>> = {
  'CULT-SP': { sterile: '正常口腔菌群', none: 0.35 },
  'CULT-UR': { sterile: '48小时无细菌生长', none: 0.4, count: '菌落计数 >10^5 CFU/mL' },
  'CULT-BL': { sterile: '5天无细菌生长', none: 0.6 },
};
export const CULTURE_PANELS = Object.keys(CULTURES);

/** One drug that a germ is tried with; MIC in μg/mL: at most `sensitive` S, at least `resistant` R, between I. */
interface Trial {
  readonly germ: string;
  readonly specimens: string;
  readonly code: string;
  readonly drug: string;
  readonly sensitive: number;
  readonly resistant: number;
  /** Share of germs that withstand the drug. */
  readonly share: number;
}

const TRIALS: readonly Trial[] = readSeedFile('susceptibilities.csv').map((line) => ({
  germ: line['germ'] ?? '',
  specimens: line['specimens'] ?? '',
  code: line['code'] ?? '',
  drug: line['drug'] ?? '',
  sensitive: Number(line['sensitive']),
  resistant: Number(line['resistant']),
  share: Number(line['share']),
}));
/** As three analyzers print the same three answers. */
const PRINTED = [
  ['S', 'I', 'R'],
  ['敏感', '中介', '耐药'],
] as const;

/** Among the values of a culture: something grew, whatever chance says. */
export const GREW = 'GREW';

export const isCulture = (panel: string): boolean => panel in CULTURES;

/** Rows of v_lis_jg of a culture: what grew, then the drugs it was tried with. The same report always grows the same. */
export function cultureRows(report: LabReport): Row[] {
  const random = seededRandom(`culture/${report.reportNo}`);
  const culture = CULTURES[report.panel] ?? { sterile: '无细菌生长', none: 0 };
  const letter = report.panel.slice(-2);
  const germs = [...new Set(TRIALS.filter(({ specimens }) => specimens.includes(letter)).map(({ germ }) => germ))];
  const sterile = random.chance(culture.none);
  const grew = report.values.has(GREW) || !sterile;
  const germ = random.pick(germs);
  const growth = row(report, 1, {
    jczbdm: `${report.panel}-RES`,
    jczbmc: `${PANELS[report.panel]?.name.replace('及药敏', '') ?? '培养'}结果`,
    jczbjg: grew ? `检出${germ}${culture.count ? `，${culture.count}` : ''}` : culture.sterile,
    ycts: grew ? '阳性' : '',
    wjz: grew && report.panel === 'CULT-BL' ? '1' : '0',
  });
  const trials = grew ? TRIALS.filter((trial) => trial.germ === germ) : [];
  return [growth, ...trials.map((trial, i) => row(report, i + 2, tried(trial, random)))];
}

function tried(trial: Trial, random: Random): Row {
  const step = random.chance(trial.share) ? 2 : random.chance(0.08) && trial.resistant > trial.sensitive * 2 ? 1 : 0;
  const shown = [`≤${trial.sensitive / 2}`, String(trial.sensitive * 2), `≥${trial.resistant}`] as const;
  return {
    jczbdm: trial.code,
    jczbmc: trial.drug,
    jczbjg: shown[step] ?? '',
    jldw: 'μg/mL',
    ckz: `S≤${trial.sensitive} R≥${trial.resistant}`,
    jcff: '仪器法(MIC)',
    xjmc: trial.germ,
    ymjg: PRINTED[trial.code.length % 2]?.[step] ?? null,
  };
}

function row(report: LabReport, line: number, values: Row): Row {
  return {
    jgid: `${report.reportNo}-${String(line).padStart(2, '0')}`,
    bgdh: report.reportNo,
    bbh: String(report.revision),
    dyxh: String(line),
    jldw: null,
    ckz: null,
    reflo: null,
    refhi: null,
    ycts: '',
    wjz: '0',
    jcff: PANELS[report.panel]?.method ?? null,
    yqbh: PANELS[report.panel]?.analyzer ?? null,
    loinc: null,
    ...values,
  };
}
