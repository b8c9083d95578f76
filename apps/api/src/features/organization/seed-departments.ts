export interface SeedDepartment {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly kind: string;
  readonly handlesVisits: boolean;
}

const at = (code: string, name: string, parentCode: string | null, kind: string, handlesVisits = false): SeedDepartment => ({
  code, name, parentCode, kind, handlesVisits,
});

/** A starting tree after the national list of clinical departments; the hospital's own HIS replaces it. Not the real tree of any hospital. */
export const SEED_DEPARTMENTS: readonly SeedDepartment[] = [
  at('10', '临床科室', null, 'group'),
  at('1001', '内科系统', '10', 'group'),
  at('100101', '心血管内科', '1001', 'clinical', true),
  at('100102', '呼吸与危重症医学科', '1001', 'clinical', true),
  at('100103', '消化内科', '1001', 'clinical', true),
  at('100104', '神经内科', '1001', 'clinical', true),
  at('100105', '内分泌科', '1001', 'clinical', true),
  at('100106', '肾内科', '1001', 'clinical', true),
  at('100107', '血液内科', '1001', 'clinical', true),
  at('100108', '风湿免疫科', '1001', 'clinical', true),
  at('100109', '老年医学科', '1001', 'clinical', true),
  at('100110', '干部保健科（特诊科）', '1001', 'clinical', true),
  at('100111', '肿瘤科', '1001', 'clinical', true),
  at('1002', '外科系统', '10', 'group'),
  at('100201', '普通外科', '1002', 'clinical', true),
  at('100202', '肝胆外科', '1002', 'clinical', true),
  at('100203', '骨科', '1002', 'clinical', true),
  at('100204', '泌尿外科', '1002', 'clinical', true),
  at('100205', '胸外科', '1002', 'clinical', true),
  at('100206', '神经外科', '1002', 'clinical', true),
  at('1003', '感染与肝病系统', '10', 'group'),
  at('100301', '肝病医学部', '1003', 'clinical', true),
  at('100302', '肺病医学部（结核科）', '1003', 'clinical', true),
  at('100303', '感染免疫科', '1003', 'clinical', true),
  at('100304', '发热门诊', '1003', 'clinical', true),
  at('1004', '其他临床科室', '10', 'group'),
  at('100401', '妇产科', '1004', 'clinical', true),
  at('100402', '眼科', '1004', 'clinical', true),
  at('100403', '耳鼻咽喉科', '1004', 'clinical', true),
  at('100404', '口腔科', '1004', 'clinical', true),
  at('100405', '皮肤性病科', '1004', 'clinical', true),
  at('100406', '中医科', '1004', 'clinical', true),
  at('100407', '康复医学科', '1004', 'clinical', true),
  at('100408', '急诊医学科', '1004', 'clinical', true),
  at('100409', '重症医学科', '1004', 'clinical'),
  at('100410', '麻醉科', '1004', 'clinical'),
  at('20', '医技科室', null, 'group'),
  at('2001', '检验医学部', '20', 'tech'),
  at('2002', '放射科', '20', 'tech'),
  at('2003', '超声医学科', '20', 'tech'),
  at('2004', '心电图室', '20', 'tech'),
  at('2005', '消化内镜中心', '20', 'tech', true),
  at('2006', '病理科', '20', 'tech'),
  at('2007', '核医学科', '20', 'tech'),
  at('2008', '药学部', '20', 'tech'),
  at('30', '健康管理', null, 'group'),
  at('3001', '健康管理中心（体检中心）', '30', 'pe', true),
  at('40', '行政职能', null, 'group'),
  at('4001', '干部保健办公室', '40', 'admin'),
  at('4002', '医务部', '40', 'admin'),
  at('4003', '护理部', '40', 'admin'),
  at('4004', '信息科', '40', 'admin'),
  at('4005', '院领导', '40', 'admin'),
];
