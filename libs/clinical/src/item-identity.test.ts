import { describe, expect, it } from 'vitest';
import { itemIdentity } from './item-identity.js';
import { LAB_ITEMS } from './lab-items.js';

const identify = (itemName: string, specimen: string, unit: string, source: { code?: string; loinc?: string } = {}) =>
  itemIdentity({ itemCode: source.code ?? '', itemName, specimen, unit, loinc: source.loinc ?? null });

/** name, specimen, unit → code */
const SET: [string, string, string, string][] = [
  ['葡萄糖', '血清', 'mmol/L', 'GLU'],
  ['葡萄糖', '尿液', '', 'UGLU'],
  ['空腹血糖', '血浆', 'mmol/L', 'FPG'],
  ['空腹葡萄糖', '血清', 'mg/dL', 'FPG'],
  ['餐后2小时血糖', '血清', 'mmol/L', 'PG2H'],
  ['餐后1小时血糖', '血清', 'mmol/L', 'PG1H'],
  ['GLU', '血清', 'mmol/L', 'GLU'],
  ['GLU', '尿', '', 'UGLU'],
  ['血小板压积', '全血', '%', 'PCTP'],
  ['降钙素原', '血清', 'ng/mL', 'PROCAL'],
  ['PCT', '全血', '%', 'PCTP'],
  ['PCT', '血清', 'ng/mL', 'PROCAL'],
  ['PCT', '血清', 'μg/L', 'PROCAL'],
  ['pH', '动脉血', '', 'ABGPH'],
  ['pH', '尿液', '', 'UPH'],
  ['酸碱度', '尿液', '', 'UPH'],
  ['COL', '尿液', '', 'UCOL'],
  ['COL', '粪便', '', 'FCOL'],
  ['颜色', '粪便', '', 'FCOL'],
  ['颜色', '尿液', '', 'UCOL'],
  ['隐血', '尿液', '', 'UBLD'],
  ['隐血试验', '大便', '', 'FOB'],
  ['低密度脂蛋白胆固醇', '血清', 'mmol/L', 'LDLC'],
  ['极低密度脂蛋白胆固醇', '血清', 'mmol/L', 'VLDLC'],
  ['小而密低密度脂蛋白胆固醇', '血清', 'mmol/L', 'SDLDL'],
  ['高密度脂蛋白胆固醇', '血清', 'mmol/L', 'HDLC'],
  ['非高密度脂蛋白胆固醇', '血清', 'mmol/L', 'NHDLC'],
  ['低密度脂蛋白', '血清', 'mmol/L', 'LDLC'],
  ['极低密度脂蛋白', '血清', 'mmol/L', 'VLDLC'],
  ['总胆固醇', '血清', 'mmol/L', 'TC'],
  ['胆固醇', '血清', 'mg/dL', 'TC'],
  ['TG', '血清', 'mmol/L', 'TG'],
  ['TG', '血清', 'ng/mL', 'THYG'],
  ['甲状腺球蛋白', '血清', 'ng/mL', 'THYG'],
  ['甲状腺球蛋白抗体', '血清', 'IU/mL', 'TGAB'],
  ['血红蛋白', '全血', 'g/L', 'HGB'],
  ['糖化血红蛋白', '全血', '%', 'HBA1C'],
  ['糖化血红蛋白(HbA1c)', '全血', '%', 'HBA1C'],
  ['平均红细胞血红蛋白浓度', '全血', 'g/L', 'MCHC'],
  ['平均红细胞血红蛋白量', '全血', 'pg', 'MCH'],
  ['白蛋白', '血清', 'g/L', 'ALB'],
  ['白蛋白', '尿液', 'mg/L', 'MALB'],
  ['前白蛋白', '血清', 'mg/L', 'PA'],
  ['糖化白蛋白', '血清', '%', 'GA'],
  ['球蛋白', '血清', 'g/L', 'GLB'],
  ['A/G', '血清', '', 'AG'],
  ['AG', '血清', 'mmol/L', 'AGAP'],
  ['阴离子间隙', '血清', 'mmol/L', 'AGAP'],
  ['白细胞', '全血', '10*9/L', 'WBC'],
  ['白细胞', '尿液', '/μL', 'UWBC'],
  ['白细胞酯酶', '尿液', '', 'ULEU'],
  ['红细胞', '全血', '10^12/L', 'RBC'],
  ['红细胞', '尿液', '/HPF', 'URBC'],
  ['红细胞沉降率', '全血', 'mm/h', 'ESR'],
  ['中性粒细胞', '全血', '%', 'NEUTP'],
  ['中性粒细胞', '全血', '10^9/L', 'NEUT'],
  ['NEUT%', '全血', '%', 'NEUTP'],
  ['NEUT#', '全血', '10^9/L', 'NEUT'],
  ['网织红细胞', '全血', '%', 'RETP'],
  ['肌酐', '血清', 'umol/L', 'CREA'],
  ['血清肌酐测定', '', 'μmol/L', 'CREA'],
  ['肌酐', '尿液', 'μmol/L', 'UCREA'],
  ['尿肌酐', '尿液', 'mmol/L', 'UCREA'],
  ['尿素', '血清', 'mmol/L', 'UREA'],
  ['尿素氮', '血清', 'mmol/L', 'UREA'],
  ['尿素氮', '血清', 'mg/dL', 'BUN'],
  ['尿酸', '血清', 'μmol/L', 'UA'],
  ['*钾', '血清', 'mmol/L', 'K'],
  ['钾(K+)', '血清', 'mmol/L', 'K'],
  ['钙', '血清', 'mmol/L', 'CA'],
  ['离子钙', '全血', 'mmol/L', 'ICA'],
  ['胆红素', '尿液', '', 'UBIL'],
  ['总胆红素', '血清', 'μmol/L', 'TBIL'],
  ['直接胆红素', '血清', 'μmol/L', 'DBIL'],
  ['谷丙转氨酶', '血清', 'U/L', 'ALT'],
  ['γ-谷氨酰转肽酶', '血清', 'U/L', 'GGT'],
  ['肌酸激酶', '血清', 'U/L', 'CK'],
  ['肌酸激酶同工酶', '血清', 'ng/mL', 'CKMB'],
  ['肌酸激酶同工酶', '血清', 'U/L', 'CKMBA'],
  ['CK-MB', '血清', 'U/L', 'CKMBA'],
  ['肌钙蛋白I', '血清', 'ng/mL', 'CTNI'],
  ['高敏肌钙蛋白I', '血清', 'ng/mL', 'TNI'],
  ['肌钙蛋白T', '血清', 'ng/mL', 'CTNT'],
  ['B型利钠肽', '血浆', 'pg/mL', 'BNP'],
  ['N末端B型利钠肽前体', '血清', 'pg/mL', 'NTPROBNP'],
  ['C反应蛋白', '血清', 'mg/L', 'CRP'],
  ['超敏C反应蛋白', '血清', 'mg/L', 'HSCRP'],
  ['游离前列腺特异性抗原', '血清', 'ng/mL', 'FPSA'],
  ['总前列腺特异性抗原(TPSA)', '血清', 'ng/mL', 'TPSA'],
  ['游离/总前列腺特异性抗原比值', '血清', '', 'FTPSA'],
  ['铁蛋白', '血清', 'ng/mL', 'FER'],
  ['血清铁', '血清', 'μmol/L', 'FE'],
  ['血清铁蛋白', '血清', 'ng/mL', 'FER'],
  ['凝血酶时间', '血浆', 's', 'TT'],
  ['凝血酶原时间', '血浆', 's', 'PT'],
  ['凝血酶原活动度', '血浆', '%', 'PTA'],
  ['异常凝血酶原', '血清', 'mAU/mL', 'PIVKA'],
  ['D二聚体', '血浆', 'mg/L FEU', 'DD'],
  ['CA19-9', '血清', 'U/mL', 'CA199'],
  ['乙肝表面抗原', '血清', '', 'HBSAG'],
  ['乙肝表面抗体', '血清', 'mIU/mL', 'HBSAB'],
  ['乙肝e抗体', '血清', '', 'HBEAB'],
  ['24小时尿蛋白定量', '24h尿', 'g/24h', 'U24PRO'],
  ['尿蛋白', '尿液', '', 'UPRO'],
  ['PCT（降钙素原）', '血清', '', 'PROCAL'],
  ['葡萄糖', '', 'mmol/L', 'GLU'],
  ['血清肌酐', '', '', 'CREA'],
];

describe('itemIdentity', () => {
  it('R-32.f is tested on at least 60 items', () =>
    expect(new Set(SET.map(([, , , code]) => code)).size).toBeGreaterThanOrEqual(60));

  it.each(SET)('R-32.f takes %s in %s (%s) for %s', (name, specimen, unit, code) =>
    expect(identify(name, specimen, unit)).toEqual({ code, basis: 'name' }),
  );

  it.each([
    ['葡萄糖', '脑脊液', 'mmol/L'],
    ['葡萄糖', '末梢血', 'mmol/L'],
    ['葡萄糖', '胸水', 'mmol/L'],
    ['钾', '动脉血', 'mmol/L'],
    ['钾', '尿液', 'mmol/L'],
    ['白细胞', '脑脊液', '10^6/L'],
    ['葡萄糖', '', ''],
    ['肌酐', '', 'μmol/L'],
    ['胎儿血红蛋白', '全血', '%'],
    ['碳氧血红蛋白', '动脉血', '%'],
    ['氧化低密度脂蛋白', '血清', 'U/L'],
    ['PCT', '血清', ''],
    ['pH', '血清', ''],
    ['pH', '', ''],
    ['中性粒细胞', '全血', ''],
    ['肌酸激酶同工酶', '血清', ''],
    ['未知项目', '血清', ''],
    ['幼稚白细胞', '全血', '%'],
    ['总蛋白', '脑脊液', 'mg/L'],
    ['肌酐', '24小时尿', 'mmol'],
  ])('R-32.f leaves %s in %s (%s) with its source', (name, specimen, unit) =>
    expect(identify(name, specimen, unit, { code: 'X1' })).toEqual({ code: `X1@${specimen}`, basis: 'source' }),
  );

  it('R-32.f finds every item of the catalogue by its name, its code, its LOINC and its WS/T 886 number', () => {
    for (const { code, name, specimen, unit, loinc, ws886 } of LAB_ITEMS) {
      expect(identify(name, specimen, unit)).toEqual({ code, basis: 'name' });
      // AG without a name or unit may be the anion gap as well.
      const coded = code === 'AG' ? 'AG@血清' : code;
      expect([code, identify('', specimen, unit, { code }).code]).toEqual([code, coded]);
      if (loinc) expect(identify('', specimen, unit, { code: 'L01', loinc })).toEqual({ code, basis: 'loinc' });
      if (ws886) expect(identify('', specimen, unit, { code: ws886 })).toEqual({ code, basis: 'standard' });
    }
  });

  it('believes the Chinese name before a LOINC or code that contradicts it', () => {
    expect(identify('血小板压积', '全血', '%', { code: 'PCT', loinc: '33959-8' })).toEqual({
      code: 'PCTP',
      basis: 'name',
    });
    expect(identify('血小板压积', '全血', '%', { code: '1101504A' })).toEqual({ code: 'PCTP', basis: 'name' });
    expect(identify('降钙素原', '血清', '', { code: '1101504A' })).toEqual({ code: 'PROCAL', basis: 'standard' });
    expect(identify('铜绿假单胞菌', '血清', '', { code: 'PA' })).toEqual({ code: 'PA@血清', basis: 'source' });
    expect(identify('极低密度脂蛋白亚组分', '血清', '', { code: 'LDL' }).basis).toBe('source');
  });

  it('lets a LOINC say when a glucose was taken', () => {
    expect(identify('葡萄糖', '血清', 'mmol/L', { code: '1001', loinc: '14771-0' })).toEqual({
      code: 'FPG',
      basis: 'loinc',
    });
    expect(identify('葡萄糖', '血清', 'mg/dL', { code: '1001', loinc: '2345-7' })).toEqual({
      code: 'GLU',
      basis: 'loinc',
    });
  });

  it('does not believe a LOINC of another specimen', () => {
    expect(identify('未知', '尿液', '', { code: 'X2', loinc: '14771-0' })).toEqual({
      code: 'X2@尿液',
      basis: 'source',
    });
  });
});
