export interface SeedDictionary {
  readonly system: string;
  /** Chinese name and the standard it follows, for the dictionary page. */
  readonly name: string;
  readonly standard: string;
  /** The program asks by these codes: they can be renamed, none can be added or disabled. */
  readonly fixed?: true;
  /** Code and name, in the order they are offered. */
  readonly codes: readonly (readonly [code: string, name: string])[];
}

/** The dictionaries that every installation starts with. Items are disabled, never deleted. */
export const SEED_DICTIONARIES: readonly SeedDictionary[] = [
  {
    system: 'SEX', name: '性别', standard: 'GB/T 2261.1-2003', fixed: true,
    codes: [
      ['0', '未知的性别'], ['1', '男'], ['2', '女'], ['9', '未说明的性别'],
    ],
  },
  {
    system: 'RELATION', name: '家庭关系（一位码）', standard: 'GB/T 4761-2008',
    codes: [
      ['0', '本人或户主'], ['1', '配偶'], ['2', '子'], ['3', '女'],
      ['4', '孙子、孙女或外孙子、外孙女'], ['5', '父母'], ['6', '祖父母或外祖父母'],
      ['7', '兄、弟、姐、妹'], ['8', '其他'],
    ],
  },
  {
    system: 'MARITAL', name: '婚姻状况', standard: 'GB/T 2261.2-2003',
    codes: [
      ['10', '未婚'], ['20', '已婚'], ['21', '初婚'], ['22', '再婚'], ['23', '复婚'], ['30', '丧偶'],
      ['40', '离婚'], ['90', '未说明的婚姻状况'],
    ],
  },
  {
    system: 'ID_TYPE', name: '身份证件类别', standard: 'CV02.01.101',
    codes: [
      ['01', '居民身份证'], ['02', '居民户口簿'], ['03', '护照'], ['04', '军官证'],
      ['05', '驾驶证'], ['06', '港澳居民来往内地通行证'], ['07', '台湾居民来往内地通行证'],
      ['08', '出生医学证明'], ['99', '其他法定有效证件'],
    ],
  },
  {
    system: 'PATIENT_TYPE', name: '患者类型', standard: 'CV09.00.404',
    codes: [
      ['1', '门诊'], ['2', '急诊'], ['3', '住院'], ['9', '其他（含体检）'],
    ],
  },
  {
    system: 'INSURANCE_TYPE', name: '医疗保险类别', standard: 'CV02.01.204',
    codes: [
      ['01', '城镇职工基本医疗保险'], ['02', '城镇居民基本医疗保险'],
      ['03', '新型农村合作医疗'], ['04', '公务员医疗补助'], ['05', '企业补充医疗保险'],
      ['06', '大额补充医疗保险'], ['07', '商业医疗保险'], ['99', '其他'],
    ],
  },
  {
    system: 'PAY_TYPE', name: '医疗付费方式', standard: 'CV07.10.005 / 病案首页',
    codes: [
      ['01', '城镇职工基本医疗保险'], ['02', '城镇居民基本医疗保险'],
      ['03', '新型农村合作医疗'], ['04', '贫困救助'], ['05', '商业医疗保险'], ['06', '全公费'],
      ['07', '全自费'], ['08', '其他社会保险'], ['99', '其他'],
    ],
  },
  {
    system: 'INSUTYPE', name: '国家医保险种类型', standard: '国家医保 insutype',
    codes: [
      ['310', '职工基本医疗保险'], ['320', '公务员医疗补助'], ['330', '大额医疗费用补助'],
      ['340', '离休人员医疗保障'], ['350', '一至六级残废军人医疗补助'],
      ['360', '老红军医疗保障'], ['370', '企业补充医疗保险'],
      ['390', '城乡居民基本医疗保险'], ['392', '城乡居民大病医疗保险'],
      ['399', '其他特殊人员医疗保障'], ['510', '生育保险'],
    ],
  },
  {
    system: 'PSN_IDET_TYPE', name: '医保人员身份类别（广东实例）', standard: '医保 1101 idetinfo.psn_idet_type',
    codes: [
      ['7001', '一级重点保健对象'], ['7002', '二级重点保健对象'],
    ],
  },
  {
    system: 'REGION_VISIT_TYPE', name: '就诊类型', standard: '区域平台 JZLX',
    codes: [
      ['100', '普通门诊'], ['110', '专科门诊'], ['120', '特需门诊'], ['130', '互联网门诊'], ['200', '急诊'], ['300', '急诊观察'], ['400', '普通住院'], ['401', '特需住院'], ['500', '家床'],
      ['999', '其他'],
    ],
  },
  {
    system: 'BLOOD_ABO', name: 'ABO血型', standard: 'CV04.50.005 / 病案首页',
    codes: [
      ['1', 'A型'], ['2', 'B型'], ['3', 'O型'], ['4', 'AB型'], ['5', '不详'], ['6', '未查'],
    ],
  },
  {
    system: 'BLOOD_RH', name: 'Rh(D)血型', standard: 'CV04.50.020',
    codes: [
      ['1', '阴性'], ['2', '阳性'], ['3', '不详'], ['4', '未查'],
    ],
  },
  {
    system: 'ADMIT_ROUTE', name: '入院途径', standard: '病案首页',
    codes: [
      ['1', '急诊'], ['2', '门诊'], ['3', '其他医疗机构转入'], ['9', '其他'],
    ],
  },
  {
    system: 'DISCHARGE_WAY', name: '离院方式', standard: '病案首页',
    codes: [
      ['1', '医嘱离院'], ['2', '医嘱转院'], ['3', '医嘱转社区卫生服务机构/乡镇卫生院'],
      ['4', '非医嘱离院'], ['5', '死亡'], ['9', '其他'],
    ],
  },
  {
    system: 'OUTCOME', name: '出院情况/转归', standard: 'EMR01.01.001',
    codes: [
      ['1', '治愈'], ['2', '好转'], ['3', '未愈'], ['4', '死亡'], ['5', '其他'],
    ],
  },
  {
    system: 'CARE_GRADE', name: '护理级别', standard: '院内',
    codes: [
      ['0', '特级护理'], ['1', '一级护理'], ['2', '二级护理'], ['3', '三级护理'],
    ],
  },
  {
    system: 'DIAG_TYPE', name: '诊断类别', standard: '院内',
    codes: [
      ['1', '门诊诊断'], ['2', '入院诊断'], ['3', '出院主要诊断'], ['4', '出院其他诊断'],
      ['6', '初步诊断'], ['7', '修正诊断'], ['8', '补充诊断'],
    ],
  },
  {
    system: 'ORDER_ITEM_TYPE', name: '医嘱项目类型', standard: 'CV06.00.229',
    codes: [
      ['01', '药品类医嘱'], ['02', '检查类医嘱'], ['03', '检验类医嘱'], ['04', '手术类医嘱'],
      ['05', '处置类医嘱'], ['06', '材料类医嘱'], ['07', '嘱托医嘱'], ['08', '输血类医嘱'],
      ['99', '其他医嘱'],
    ],
  },
  {
    system: 'ORDER_TERM', name: '医嘱期限', standard: '院内',
    codes: [
      ['1', '长期医嘱'], ['2', '临时医嘱'], ['3', '出院带药'],
    ],
  },
  {
    system: 'DRUG_FREQ', name: '药物使用频次', standard: 'CV06.00.228（项目扩展 tid/qn/q2w/prn）',
    codes: [
      ['01', 'bid'], ['02', 'biw'], ['03', 'hs'], ['04', 'q12h'], ['05', 'q1h'], ['06', 'q3h'], ['07', 'q6h'],
      ['08', 'q8h'], ['09', 'qd'], ['10', 'qid'], ['11', 'qod'], ['12', 'qw'], ['13', 'st'], ['T1', 'tid'],
      ['T2', 'qn'], ['T3', 'q2w'], ['T4', 'prn'], ['99', '其他'],
    ],
  },
  {
    system: 'OPER_LEVEL', name: '手术级别', standard: 'CV05.10.024',
    codes: [
      ['1', '一级手术'], ['2', '二级手术'], ['3', '三级手术'], ['4', '四级手术'],
    ],
  },
  {
    system: 'ANESTHESIA', name: '麻醉方法（首层）', standard: 'CV06.00.103',
    codes: [
      ['1', '全身麻醉'], ['2', '椎管内麻醉'], ['3', '局部麻醉'], ['4', '复合麻醉'],
      ['9', '其他麻醉方法'],
    ],
  },
  {
    system: 'RESULT_FLAG', name: '检验结果标志', standard: 'HL7 Table 0078 对应', fixed: true,
    codes: [
      ['N', '正常'], ['H', '偏高'], ['L', '偏低'], ['HH', '危急高'], ['LL', '危急低'],
      ['A', '异常（定性阳性）'], ['U', '无法判定'],
    ],
  },
  {
    system: 'EXAM_POSITIVE', name: '检查结果阴阳性', standard: '区域平台 YYS',
    codes: [
      ['0', '阴性'], ['1', '阳性'], ['9', '未判定'],
    ],
  },
  {
    system: 'VISIT_SLOT', name: '就诊时段', standard: '院内（排班 ZBLB 1上午2下午）',
    codes: [
      ['1', '上午'], ['2', '下午'], ['3', '夜间'],
    ],
  },
  {
    system: 'SUBJECT_TYPE', name: '对象类型', standard: '项目', fixed: true,
    codes: [
      ['CADRE', '干保对象'], ['VIP', '特需人员'],
    ],
  },
  {
    system: 'CARE_LEVEL', name: '保健级别', standard: '项目（外码 7001/7002）', fixed: true,
    codes: [
      ['L1', '一级保健'], ['L2', '二级保健'], ['L3', '三级保健'], ['L9', '未定级'],
    ],
  },
  {
    system: 'PERSON_CATEGORY', name: '人员类别', standard: '项目',
    codes: [
      ['ON_JOB', '在职'], ['RETIRED', '退休'], ['LIXIU', '离休'], ['ACADEMICIAN', '院士'],
      ['TALENT', '高层次人才'], ['EXPERT', '高级专家（高知）'], ['VETERAN', '军休人员'],
      ['FOREIGN', '外宾/港澳台'], ['COMM_INS', '商业保险客户'], ['OTHER', '其他'],
    ],
  },
  {
    system: 'SECRECY', name: '档案密级', standard: '项目（对应 CDA confidentialityCode N/R/V）', fixed: true,
    codes: [
      ['N', '普通'], ['R', '内部'], ['V', '机密'],
    ],
  },
  {
    system: 'SUBJECT_STATUS', name: '对象管理状态', standard: '项目', fixed: true,
    codes: [
      ['ACTIVE', '在管'], ['SUSPENDED', '暂停'], ['TRANSFERRED', '转出'], ['CANCELLED', '注销'],
      ['DECEASED', '死亡'],
    ],
  },
  {
    system: 'APPT_SOURCE', name: '预约来源', standard: '项目',
    codes: [
      ['SELF', '自行预约（医院预约系统）'], ['MANUAL', '手动新增（干保办/科室）'],
      ['MOBILE', '服务对象手机端'], ['MISSION', '保健任务'],
    ],
  },
  {
    system: 'APPT_KIND', name: '预约类型', standard: '项目',
    codes: [
      ['CLINIC', '就诊'], ['PE', '体检'], ['GASTRO', '胃镜'], ['COLON', '肠镜'], ['EXAM', '检查'],
      ['ADMIT', '入院'], ['OTHER', '其他'],
    ],
  },
  {
    system: 'APPT_STATUS', name: '预约状态', standard: '项目', fixed: true,
    codes: [
      ['PENDING', '待确认'], ['CONFIRMED', '已确认'], ['ARRIVED', '已到诊'], ['DONE', '已完成'],
      ['CANCELLED', '已取消'], ['NO_SHOW', '爽约'], ['REJECTED', '已退回'],
    ],
  },
  {
    system: 'RECEPTION_STATUS', name: '接待状态', standard: '项目', fixed: true,
    codes: [
      ['PLANNED', '待接待'], ['IN_PROGRESS', '接待中'], ['DONE', '已完成'], ['CANCELLED', '已取消'],
    ],
  },
  {
    system: 'RECEPTION_KIND', name: '接待类别', standard: '项目',
    codes: [
      ['CLINIC', '门诊陪诊'], ['INPATIENT', '住院接待'], ['PE', '体检工作'], ['ENDO', '内镜接待'],
      ['CONSULT', '会诊'], ['MISSION', '保健任务'], ['OTHER', '其他'],
    ],
  },
  {
    system: 'RECEPTION_DIMENSION', name: '接待统计的附加维度', standard: '项目',
    codes: [['FOREIGN', '外宾接待'], ['GROUP', '集体接待']],
  },
  {
    system: 'STAT_ENDOSCOPIC_PROCEDURE', name: '内镜诊疗操作（不计入手术量，按编码开头匹配）', standard: 'ICD-9-CM-3',
    codes: [
      ['45.42', '内镜下结肠息肉切除术'], ['45.43', '内镜下大肠其他病损切除术'], ['48.36', '内镜下直肠息肉切除术'],
      ['43.41', '内镜下胃病损切除术'], ['45.30', '内镜下十二指肠病损切除术'],
    ],
  },
  {
    system: 'MISSION_KIND', name: '保健任务类别', standard: '项目',
    codes: [
      ['CONFERENCE', '会议保障'], ['TRAVEL', '外出随行'], ['EVENT', '大型活动保障'],
      ['VISIT', '上门巡诊'], ['PE_GROUP', '集体体检'], ['OTHER', '其他'],
    ],
  },
];
