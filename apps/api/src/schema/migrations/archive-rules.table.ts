/**
 * What a doctor looks at first in each chronic group: items of the laboratory catalogue, words in the names of examinations and
 * drugs, measurements of the check-up. A start; the hospital changes it on the page and every change is a version.
 */
export const STARTER_RULES = [
  { code: 'HTN', name: '高血压', icd: ['I10-I15'], items: ['K', 'NA', 'CREA', 'EGFR', 'UA', 'LDLC', 'FPG', 'ACR'], exams: ['动态血压', '心脏彩超', '颈动脉彩超', '心电图'], drugs: ['地平', '沙坦', '普利', '洛尔', '氢氯噻嗪', '吲达帕胺', '螺内酯'], signs: ['SBP', 'DBP', 'BMI'] },
  { code: 'DM', name: '糖尿病', icd: ['E10-E14'], items: ['FPG', 'PG2H', 'HBA1C', 'CREA', 'EGFR', 'ACR', 'LDLC', 'UGLU', 'UPRO'], exams: ['眼底', '颈动脉彩超', '双下肢'], drugs: ['二甲双胍', '阿卡波糖', '格列', '列汀', '列净', '胰岛素', '鲁肽'], signs: ['BMI', 'SBP', 'DBP'] },
  { code: 'CHD', name: '冠心病', icd: ['I20-I25'], items: ['TC', 'TG', 'LDLC', 'HDLC', 'LPA', 'TNI', 'CKMB', 'NTPROBNP', 'FPG', 'CREA'], exams: ['冠状动脉', '心脏彩超', '心电图'], drugs: ['阿司匹林', '氯吡格雷', '替格瑞洛', '他汀', '依折麦布', '洛尔', '硝酸', '曲美他嗪'], signs: ['SBP', 'DBP', 'BMI'] },
  { code: 'STROKE', name: '脑卒中', icd: ['I60-I64', 'I69', 'G45'], items: ['LDLC', 'HCY', 'FPG', 'HBA1C', 'INR', 'FIB', 'DD'], exams: ['头颅', '颅脑', '颈动脉', '头颈部'], drugs: ['阿司匹林', '氯吡格雷', '他汀', '华法林', '沙班', '达比加群'], signs: ['SBP', 'DBP'] },
  { code: 'CKD', name: '慢性肾脏病', icd: ['N18', 'N03-N05', 'E11.2', 'I12-I13'], items: ['CREA', 'EGFR', 'UREA', 'CYSC', 'UA', 'K', 'CA', 'PHOS', 'HGB', 'ACR', 'UPRO', 'ALB'], exams: ['泌尿系'], drugs: ['沙坦', '普利', '列净', '骨化三醇', '碳酸钙'], signs: ['SBP', 'DBP'] },
  { code: 'HBV', name: '乙型肝炎与肝硬化', icd: ['B18', 'K74', 'K70.3'], items: ['ALT', 'AST', 'TBIL', 'ALB', 'PT', 'PTA', 'PLT', 'AFP', 'PIVKA', 'HBVDNA', 'HBSAG', 'HBEAG'], exams: ['肝胆', '肝脏', '上腹部', '胃镜'], drugs: ['恩替卡韦', '替诺福韦'], signs: [] },
  { code: 'NAFLD', name: '脂肪肝', icd: ['K76.0'], items: ['ALT', 'AST', 'GGT', 'TG', 'TC', 'FPG', 'UA'], exams: ['肝胆', '肝脏'], drugs: ['多烯磷脂酰胆碱'], signs: ['BMI', 'WAIST'] },
  { code: 'THYROID', name: '甲状腺疾病', icd: ['E01-E07', 'C73', 'D34'], items: ['TSH', 'FT3', 'FT4', 'TPOAB', 'TGAB'], exams: ['甲状腺'], drugs: ['左甲状腺素', '甲巯咪唑'], signs: [] },
  { code: 'TUMOUR', name: '肿瘤随访', icd: ['C00-C97', 'D00-D09', 'Z85'], items: ['CEA', 'AFP', 'CA199', 'CA125', 'CA153', 'CA724', 'CYFRA', 'NSE', 'PROGRP', 'TPSA', 'HGB', 'WBC', 'PLT'], exams: ['CT', 'MRI', 'PET', '骨显像', '病理'], drugs: [], signs: ['BMI'] },
  { code: 'GOUT', name: '高尿酸血症与痛风', icd: ['E79.0', 'M10'], items: ['UA', 'CREA', 'EGFR', 'ALT', 'AST'], exams: ['泌尿系'], drugs: ['非布司他', '别嘌醇', '苯溴马隆'], signs: ['BMI'] },
  { code: 'OSTEO', name: '骨质疏松', icd: ['M80-M82'], items: ['CA', 'PHOS', 'ALP', 'VD25'], exams: ['骨密度', '腰椎'], drugs: ['阿仑膦酸', '碳酸钙', '骨化三醇'], signs: ['BMI'] },
  { code: 'COPD', name: '慢性阻塞性肺疾病', icd: ['J41-J44'], items: ['WBC', 'EOS', 'CRP', 'PO2', 'PCO2', 'SAO2'], exams: ['肺功能', '胸部'], drugs: ['布地奈德', '噻托溴铵', '氨溴索'], signs: ['BMI'] },
  { code: 'LIPID', name: '血脂异常', icd: ['E78'], items: ['TC', 'TG', 'LDLC', 'HDLC', 'NHDLC', 'APOB', 'LPA', 'ALT', 'CK'], exams: ['颈动脉彩超'], drugs: ['他汀', '依折麦布', '非诺贝特', '依洛尤单抗'], signs: ['BMI'] },
  { code: 'BPH', name: '前列腺增生', icd: ['N40'], items: ['TPSA', 'FPSA', 'FTPSA', 'CREA', 'UBLD'], exams: ['泌尿系', '前列腺'], drugs: ['坦索罗辛', '非那雄胺'], signs: [] },
] as const;
