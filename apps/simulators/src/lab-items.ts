import { readSeedFile } from './seed-file.js';

/** One item of the laboratory for one sex and age band. Limits are null where the item has none. */
export interface LabItem {
  readonly panel: string;
  /** Unique inside the simulator. */
  readonly code: string;
  /** What the laboratory prints: two analyzers share PCT, and blood sugar is plain GLU. */
  readonly localCode: string;
  readonly name: string;
  readonly specimen: string;
  /** N number, Q positive or negative, T words. */
  readonly kind: 'N' | 'Q' | 'T';
  readonly unit: string;
  readonly decimals: number;
  readonly sex: string;
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string;
  readonly criticalLow: number | null;
  readonly criticalHigh: number | null;
  readonly loinc: string;
}

export interface Panel {
  readonly code: string;
  readonly name: string;
  readonly analyzer: string;
  readonly method: string;
  /** Of a panel whose items do not say it themselves. */
  readonly specimen?: string;
}

export const PANELS: Readonly<Record<string, Panel>> = Object.fromEntries(
  (
    [
      ['CBC', '血常规（五分类）', 'XN-9000-1', '流式细胞法'],
      ['LFT', '肝功能', 'AU5800-2', '速率法'],
      ['RFT', '肾功能', 'AU5800-2', '酶法'],
      ['GLU', '血糖与糖代谢', 'AU5800-1', '己糖激酶法'],
      ['LIPID', '血脂', 'AU5800-1', '酶法'],
      ['ELEC', '电解质', 'AU5800-1', '离子选择电极法'],
      ['THY', '甲状腺功能', 'E801-1', '电化学发光法'],
      ['TM', '肿瘤标志物', 'E801-2', '电化学发光法'],
      ['COAG', '凝血功能', 'CS5100-1', '凝固法'],
      ['CARD', '心肌标志物', 'E801-1', '化学发光法'],
      ['UA10', '尿常规', 'UC3500-1', '干化学法'],
      ['INFL', '炎症指标', 'VIDAS-3', '免疫荧光法'],
      ['INFEC', '感染性疾病筛查', 'E801-2', '化学发光法'],
      ['ANEM', '贫血与营养', 'E801-1', '化学发光法'],
      ['ABG', '血气分析', 'GEM-4000', '电极法'],
      ['CULT-SP', '痰培养及药敏', 'VITEK-2', '分离培养', '痰'],
      ['CULT-UR', '中段尿培养及药敏', 'VITEK-2', '定量培养', '中段尿'],
      ['CULT-BL', '血培养及药敏', 'BACTEC-FX', '自动化培养', '全血（培养瓶）'],
    ] as const
  ).map(([code, name, analyzer, method, specimen]) => [code, { code, name, analyzer, method, ...(specimen && { specimen }) }]),
);

const LOCAL_CODES: Readonly<Record<string, string>> = { FPG: 'GLU', PCTP: 'PCT', PROCAL: 'PCT' };

const number = (text: string | undefined): number | null => (text ? Number(text) : null);

const ITEMS: readonly LabItem[] = readSeedFile('lab-items.csv').map((line) => ({
  panel: line['panel'] ?? '',
  code: line['code'] ?? '',
  localCode: LOCAL_CODES[line['code'] ?? ''] ?? line['code'] ?? '',
  name: line['name'] ?? '',
  specimen: line['specimen'] ?? '',
  kind: (line['kind'] ?? 'N') as LabItem['kind'],
  unit: line['unit'] ?? '',
  decimals: Number(line['decimals'] || 0),
  sex: line['sex'] ?? '0',
  ageFrom: Number(line['ageFrom']),
  ageTo: Number(line['ageTo']),
  low: number(line['low']),
  high: number(line['high']),
  text: line['text'] ?? '',
  criticalLow: number(line['criticalLow']),
  criticalHigh: number(line['criticalHigh']),
  loinc: line['loinc'] ?? '',
}));

const cache = new Map<string, readonly LabItem[]>();

/** The items of a panel for one sex and age, in printing order. */
export function itemsOf(panel: string, sex: '1' | '2', age: number): readonly LabItem[] {
  const key = `${panel}/${sex}/${age}`;
  const known = cache.get(key);
  if (known) return known;
  const found = ITEMS.filter(
    (item) =>
      item.panel === panel &&
      (item.sex === '0' || item.sex === sex) &&
      item.ageFrom <= Math.max(20, age) &&
      item.ageTo >= age,
  );
  cache.set(key, found);
  return found;
}

/** The panel that an item named by its printed or own code belongs to. */
export function panelOf(item: string): { readonly panel: string; readonly code: string } | undefined {
  const wanted = item.toUpperCase().replaceAll('-', '');
  const found = ITEMS.find((one) => one.code === wanted) ?? ITEMS.find((one) => one.localCode === wanted);
  return found && { panel: found.panel, code: found.code };
}
