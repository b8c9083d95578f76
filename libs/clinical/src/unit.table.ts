/** Units a laboratory prints, each with its factor to the first of its dimension. Within a dimension all convert. */
export const DIMENSIONS: Record<string, Record<string, number>> = {
  mass: {
    'g/L': 1, 'g/dL': 10, 'mg/dL': 1e-2, 'mg/L': 1e-3, 'mg/mL': 1, 'μg/mL': 1e-3, 'μg/dL': 1e-5, 'μg/L': 1e-6, 'ng/mL': 1e-6,
    'ng/dL': 1e-8, 'ng/L': 1e-9, 'pg/mL': 1e-9,
  },
  substance: { 'mol/L': 1, 'mmol/L': 1e-3, 'μmol/L': 1e-6, 'nmol/L': 1e-9, 'pmol/L': 1e-12, 'pmol/mL': 1e-9, 'nmol/mL': 1e-6 },
  cells: { '10^9/L': 1, '10^12/L': 1e3, '10^6/L': 1e-3, '10^3/μL': 1, '10^6/μL': 1e3, '/μL': 1e-3, '/L': 1e-9 },
  activity: {
    'U/L': 1, 'IU/L': 1, 'kU/L': 1e3, 'U/mL': 1e3, 'IU/mL': 1e3, 'kIU/L': 1e3, 'mU/L': 1e-3, 'mIU/L': 1e-3, 'mIU/mL': 1, 'mU/mL': 1,
    'μIU/mL': 1e-3, 'μU/mL': 1e-3, 'μkat/L': 60, 'nkat/L': 0.06,
  },
  fibrinEquivalent: { 'mg/L FEU': 1, 'μg/mL FEU': 1, 'ng/mL FEU': 1e-3, 'μg/L FEU': 1e-3 },
  dimer: { 'mg/L DDU': 1, 'μg/mL DDU': 1, 'ng/mL DDU': 1e-3, 'μg/L DDU': 1e-3 },
  fraction: { 'L/L': 1, '%': 1e-2 },
  pressure: { mmHg: 1, kPa: 7.500617 },
  time: { s: 1, min: 60 },
  velocity: { 'mm/h': 1 },
  volume: { fL: 1 },
  cellMass: { pg: 1 },
  filtration: { 'mL/min/1.73m²': 1 },
  perCreatinineMass: { 'mg/g': 1, 'μg/mg': 1, 'mg/mmol': 8.84 },
  glycation: { 'mmol/mol': 1 },
  arbitrary: { 'mAU/mL': 1, 'AU/mL': 1e3 },
  field: { '/HPF': 1 },
  lowField: { '/LPF': 1 },
};

/** Spellings that levelling letters and signs does not reach. */
export const ALIASES: Record<string, string> = {
  '秒': 's', sec: 's', '克/升': 'g/L', '毫摩尔/升': 'mmol/L', '微摩尔/升': 'μmol/L', 'mm/hr': 'mm/h',
  'mm/1h': 'mm/h', '/ul': '/μL', '个/ul': '/μL', 'cells/ul': '/μL', '/mm^3': '/μL', '/hp': '/HPF', '个/hp': '/HPF', '个/hpf': '/HPF',
  '/lp': '/LPF', '个/lp': '/LPF', 'k/ul': '10^3/μL', 'm/ul': '10^6/μL', '10^9个/l': '10^9/L', '10^12个/l': '10^12/L', 't/l': '10^12/L',
  'ml/min/1.73m^2': 'mL/min/1.73m²', 'ml/min/1.73m2': 'mL/min/1.73m²', 'ml/(min.1.73m^2)': 'mL/min/1.73m²',
  'ml/(min*1.73m^2)': 'mL/min/1.73m²', 'ml/min.1.73m^2': 'mL/min/1.73m²', 'mg/lfeu': 'mg/L FEU', 'mgfeu/l': 'mg/L FEU', 'mg/l(feu)': 'mg/L FEU',
  'ug/mlfeu': 'μg/mL FEU', 'ug/ml(feu)': 'μg/mL FEU', 'ng/mlfeu': 'ng/mL FEU', 'ug/lfeu': 'μg/L FEU', 'mg/lddu': 'mg/L DDU',
  'ug/mlddu': 'μg/mL DDU', 'ng/mlddu': 'ng/mL DDU', 'ug/lddu': 'μg/L DDU', 'gm/dl': 'g/dL', 'gm/l': 'g/L', 'mg%': 'mg/dL', 'g%': 'g/dL',
  '百分比': '%',
};

/** Molar masses in g/mol, by item identity: how mass and amount of substance meet. Where makers disagree (insulin, TBA) there is none. */
export const MOLAR_MASS: Record<string, number> = {
  GLU: 180.156, FPG: 180.156, PG1H: 180.156, PG2H: 180.156, CREA: 113.12, UREA: 60.056, BUN: 28.014, UA: 168.11, TC: 386.65, HDLC: 386.65,
  LDLC: 386.65, NHDLC: 386.65, VLDLC: 386.65, TG: 885.4, TBIL: 584.66, DBIL: 584.66, IBIL: 584.66, CA: 40.078, MG: 24.305, PHOS: 30.974,
  K: 39.098, NA: 22.99, CL: 35.453, FE: 55.845, TIBC: 55.845, LAC: 90.08, HCY: 135.18, FT3: 650.97, TT3: 650.97, FT4: 776.87, TT4: 776.87,
  VD25: 400.64, VB12: 1355.37, FOL: 441.4,
};
