/** Other names a hospital prints for an item of our catalogue; several codes may share a name, then the unit decides. */
export const SYNONYMS: Record<string, string[]> = {
  WBC: ['白细胞', '白细胞数', '白细胞总数'], NEUT: ['中性粒细胞', '中性粒细胞计数', '中性粒细胞数', 'NE#', 'NEU#'], NEUTP: ['中性粒细胞', '中性粒细胞比率', '中性粒细胞比例', 'NE%', 'NEU%'],
  LYM: ['淋巴细胞', '淋巴细胞计数', '淋巴细胞数', 'LY#', 'LYMPH#'], LYMP: ['淋巴细胞', '淋巴细胞比率', '淋巴细胞比例', 'LY%', 'LYMPH%'],
  MONO: ['单核细胞', '单核细胞计数', 'MO#'], MONOP: ['单核细胞', '单核细胞比率', 'MO%'], EOS: ['嗜酸性粒细胞', '嗜酸性粒细胞计数', 'EO#'], EOSP: ['嗜酸性粒细胞', '嗜酸性粒细胞比率', 'EO%'],
  BASO: ['嗜碱性粒细胞', '嗜碱性粒细胞计数', 'BA#'], BASOP: ['嗜碱性粒细胞', '嗜碱性粒细胞比率', 'BA%'], RBC: ['红细胞', '红细胞数', '红细胞总数'], HGB: ['血红蛋白浓度', 'HB', '血色素'],
  HCT: ['红细胞比容', '血细胞比容'], MCV: ['红细胞平均体积'], MCH: ['红细胞平均血红蛋白量', '平均血红蛋白量'], MCHC: ['红细胞平均血红蛋白浓度', '平均血红蛋白浓度'],
  RDWCV: ['红细胞分布宽度CV', '红细胞体积分布宽度CV'], RDWSD: ['红细胞分布宽度SD'], PLT: ['血小板', '血小板数', '血小板总数'], MPV: ['血小板平均体积'], PCTP: ['血小板比容', '血小板压积'],
  ALT: ['谷丙转氨酶', '丙氨酸转氨酶', 'GPT', 'SGPT'], AST: ['谷草转氨酶', '天冬氨酸氨基转移酶', '门冬氨酸氨基转移酶', 'GOT', 'SGOT'], ASTALT: ['AST/ALT比值', '谷草/谷丙'], GGT: ['γ-谷氨酰转移酶', 'γ-谷氨酰转肽酶', 'γ-GT', 'R-GT', '谷氨酰转肽酶', '谷氨酰基转移酶'],
  AG: ['白蛋白/球蛋白', '白球比例', '白/球比值', 'A/G'], TBIL: ['胆红素总量', 'T-BIL'], DBIL: ['结合胆红素', 'D-BIL'], IBIL: ['非结合胆红素', 'I-BIL'], PA: ['前清蛋白', 'PAB'], ALB: ['清蛋白'],
  UREA: ['尿素氮', 'BUN'], CREA: ['CR', 'SCR', 'CRE'], UA: ['URIC'], CYSC: ['半胱氨酸蛋白酶抑制剂C', '胱抑素-C'], EGFR: ['肾小球滤过率', '肾小球滤过率估算值', '估算的肾小球滤过率'], B2MG: ['β2微球蛋白'],
  FPG: ['空腹血糖', '葡萄糖(空腹)', '空腹血葡萄糖', 'FBG', 'FPG'], PG2H: ['餐后2小时血糖', '餐后2h血糖', '餐后二小时血糖', '葡萄糖(餐后2小时)', '葡萄糖(餐后2h)', '餐后2h葡萄糖', '2HPBG', '2hPG'], HBA1C: ['糖化血红蛋白A1C', 'A1C', 'GHB'],
  TC: ['胆固醇', 'CHOL', 'TCH', 'TCHO'], TG: ['三酰甘油'], HDLC: ['高密度脂蛋白', 'HDL'], LDLC: ['低密度脂蛋白', 'LDL'], NHDLC: ['非高密度脂蛋白', '非HDL-C'], APOA1: ['载脂蛋白A', '载脂蛋白AⅠ'], APOB: ['载脂蛋白B100'], HCY: ['同型半胱胺酸'],
  K: ['钾离子', '血钾', 'K+'], NA: ['钠离子', '血钠', 'NA+'], CL: ['氯离子', '血氯', 'CL-', '氯化物'], CA: ['钙离子总量', '总钙', '血钙'], PHOS: ['磷', '血磷', 'PHOS'], MG: ['镁离子', '血镁'], TCO2: ['二氧化碳', '二氧化碳结合力', 'CO2CP'],
  TSH: ['促甲状腺素', '血清促甲状腺激素'], FT3: ['游离T3'], FT4: ['游离T4'], TT3: ['总T3', '三碘甲状腺原氨酸', 'T3'], TT4: ['总T4', '甲状腺素', 'T4'], TPOAB: ['甲状腺过氧化物酶抗体'], TGAB: ['甲状腺球蛋白抗体', 'ATG'],
  AFP: ['甲胎球蛋白'], CA199: ['糖链抗原19-9', 'CA199'], CA125: ['糖链抗原125'], CA153: ['糖链抗原15-3'], CA724: ['糖链抗原72-4'], CYFRA: ['非小细胞肺癌相关抗原21-1', 'CYFRA211'], TPSA: ['前列腺特异性抗原', 'PSA', 'T-PSA'], FPSA: ['F-PSA'], FTPSA: ['游离PSA/总PSA', 'FPSA/TPSA', 'F/T-PSA'],
  PT: ['凝血酶原时间(秒)'], PTA: ['PTA', '凝血酶原时间活动度'], INR: ['国际标准化比率', 'PT-INR'], APTT: ['部分凝血活酶时间'], FIB: ['FBG'], DD: ['D二聚体', 'D-DIMER'],
  CK: ['CPK'], CKMB: ['肌酸激酶同工酶', 'CK-MB质量', '肌酸激酶MB质量'], TNI: ['超敏肌钙蛋白I', '高敏心肌肌钙蛋白I', 'HSTNI'], NTPROBNP: ['N末端脑钠肽前体', '氨基末端脑钠肽前体', 'N端脑钠肽前体', 'B型钠尿肽前体'], HBDH: ['羟丁酸脱氢酶'],
  UCOL: ['颜色'], UCLA: ['透明度', '浊度'], USG: ['比重', 'S.G'], UPH: ['酸碱度', '尿PH', '尿PH值', 'PH值'], UPRO: ['蛋白', '蛋白质', '尿蛋白定性'], UGLU: ['葡萄糖', '尿糖'], UKET: ['酮体'], UBLD: ['隐血', '潜血', '尿潜血'], ULEU: ['白细胞酯酶', '尿白细胞'], UNIT: ['亚硝酸盐'],
  UBIL: ['胆红素'], UURO: ['尿胆素原'], URBC: ['红细胞', '红细胞计数', '尿红细胞', 'RBC'], UWBC: ['白细胞', '白细胞计数', 'WBC'], MALB: ['微量白蛋白', '尿白蛋白', '白蛋白', 'U-ALB'], ACR: ['尿微量白蛋白/肌酐', '微量白蛋白/肌酐', '尿白蛋白肌酐比值', 'UACR'],
  FCOL: ['颜色', '大便颜色'], FCON: ['性状', '大便性状'], FOB: ['隐血', '潜血', '大便隐血', '粪便潜血', '隐血试验', 'FOBT'],
  CRP: ['C-反应蛋白'], HSCRP: ['超敏C-反应蛋白', '高敏C反应蛋白'], ESR: ['血沉', '红细胞沉降速率'], PROCAL: ['降钙素原'], IL6: ['白介素6', '白介素-6', '白细胞介素-6'], SAA: ['淀粉样蛋白A'],
  HBSAG: ['乙肝表面抗原', '乙肝病毒表面抗原'], HBSAB: ['乙肝表面抗体', '乙肝病毒表面抗体'], HBEAG: ['乙肝e抗原', '乙肝病毒e抗原'], HBEAB: ['乙肝e抗体', '乙肝病毒e抗体'], HBCAB: ['乙肝核心抗体', '乙肝病毒核心抗体'], HBVDNA: ['乙肝病毒DNA', '乙型肝炎病毒脱氧核糖核酸'], HCVAB: ['丙肝抗体', '丙肝病毒抗体'], HIVAGAB: ['HIV抗原抗体'], TPAB: ['梅毒抗体'],
  FE: ['铁'], FER: ['血清铁蛋白', 'FERR', 'FERRITIN'], VD25: ['25羟基维生素D', '25-羟基维生素D', '总25羟维生素D'], FOL: ['血清叶酸'], RF: ['类风湿因子定量'], ASO: ['抗链O', '抗链球菌溶血素"O"'], AMY: ['α-淀粉酶', '血淀粉酶'],
  ABGPH: ['酸碱度', 'PH值', '动脉血PH'], PCO2: ['PACO2', '动脉血二氧化碳分压'], PO2: ['PAO2', '动脉血氧分压'], HCO3: ['实际碳酸氢根', '标准碳酸氢盐', 'AB'], BE: ['剩余碱', '碱过剩'], SAO2: ['氧饱和度', 'SO2'], LAC: ['LACT'],
};

/** Items outside the catalogue that would otherwise be taken for one of it: code | specimen | unit | names. */
export const NEIGHBOURS = `
GLU|血清|mmol/L|葡萄糖,血糖,血葡萄糖,随机血糖,GLU
PG1H|血清|mmol/L|餐后1小时葡萄糖,餐后1小时血糖,餐后1h血糖
BUN|血清|mg/dL|尿素氮,BUN
VLDLC|血清|mmol/L|极低密度脂蛋白胆固醇,极低密度脂蛋白,VLDL,VLDL-C
SDLDL|血清|mmol/L|小而密低密度脂蛋白胆固醇,小而密低密度脂蛋白,SDLDL-C
GA|血清|%|糖化白蛋白,GA
AGAP|血清|mmol/L|阴离子间隙,AG
THYG|血清|ng/mL|甲状腺球蛋白,TG
CTNI|血清|ng/mL|肌钙蛋白I,心肌肌钙蛋白I,CTNI
CTNT|血清|ng/mL|肌钙蛋白T,心肌肌钙蛋白T,高敏肌钙蛋白T,CTNT
BNP|血浆|pg/mL|B型利钠肽,脑钠肽,B型钠尿肽,BNP
CKMBA|血清|U/L|肌酸激酶同工酶,肌酸激酶同工酶活性,CK-MB活性,CK-MB
RETP|全血|%|网织红细胞百分比,网织红细胞,RET%
RET|全血|10^9/L|网织红细胞绝对值,网织红细胞计数,网织红细胞,RET#
NRBC|全血|10^9/L|有核红细胞绝对值,有核红细胞计数,NRBC#
ICA|全血|mmol/L|离子钙,游离钙,ICA
UCREA|尿液|μmol/L|肌酐,尿肌酐,U-CREA
UAMY|尿液|U/L|淀粉酶,尿淀粉酶
U24PRO|24小时尿|g/24h|24小时尿蛋白定量,尿总蛋白,24小时尿总蛋白,尿蛋白
`;

/** Catalogue abbreviations that say less than the item: GLU alone does not mean fasting, CK-MB alone not mass. */
export const VAGUE_ABBREVIATIONS: readonly string[] = ['FPG', 'CL'];

/** Codes that only say what was measured, not when; a LOINC may say more. */
export const GENERAL: readonly string[] = ['GLU'];

/** LOINC terms of the same quantity besides the one in the catalogue: other units or methods. */
export const OTHER_LOINC: Record<string, string> = {
  '2345-7': 'GLU', '14749-6': 'GLU', '2339-0': 'GLU', '15074-8': 'GLU', '1558-6': 'FPG', '1521-4': 'PG2H', '2160-0': 'CREA', '2093-3': 'TC', '2571-8': 'TG',
  '2085-9': 'HDLC', '13457-7': 'LDLC', '18262-6': 'LDLC', '2089-1': 'LDLC', '1975-2': 'TBIL', '1968-7': 'DBIL', '3084-1': 'UA', '17861-6': 'CA', '2777-1': 'PHOS',
  '19123-9': 'MG', '26464-8': 'WBC', '26453-1': 'RBC', '26515-7': 'PLT', '20570-8': 'HCT', '59261-8': 'HBA1C', '13458-5': 'VLDLC', '30934-4': 'BNP',
};
