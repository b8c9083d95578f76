/** What the fields of a person, and of what hangs on him, are called on pages; by the column that keeps them. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: '姓名', alias_name: '化名', sex: '性别', birth_date: '出生日期', id_type: '证件类型', nation: '民族', marital: '婚姻状况', nationality: '国籍',
  work_unit: '单位', unit_code: '单位代码', unit_department: '部门', position: '职务', rank: '职级', categories: '对象类型', primary_category: '主类型',
  person_categories: '人员类别', care_level: '保健级别', care_level_from: '级别起始', care_level_until: '级别截止', key_care: '重要保健',
  secrecy: '密级', status: '管理状态', status_reason: '状态原因', allergies: '过敏史', past_history: '既往史', blood_abo: 'ABO 血型', blood_rh: 'Rh 血型',
  address_cipher: '地址', landline_cipher: '固定电话', email_cipher: '电子邮箱', postcode: '邮编', care_doctor_no: '责任医生',
  care_nurse_no: '责任护士', care_department_code: '保健科室', note: '备注', locked_fields: '本地优先字段',
};

/** Numbers by their kind. */
export const NUMBER_WORDS: Readonly<Record<string, string>> = {
  ID_CARD: '证件号', PHONE: '手机', INSURANCE_NO: '医保号', SOCIAL_SECURITY_NO: '社保电脑号', SOCIAL_CARD_NO: '社保卡号', CARE_CARD_NO: '保健卡号',
};

/** Rows that hang on a person, as one line of what they say. */
export const PART_WORDS: Readonly<Record<string, string>> = {
  care_identity: '级别记录', person_contact: '联系人', insurance_policy: '商业保单',
};

/** Codes whose words everybody knows; other codes are those of dictionaries. */
export const VALUE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  care_level: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  primary_category: { cadre: '干保', vip: '特需' },
  secrecy: { N: '普通', R: '内部', V: '机密' },
  status: { active: '在管', suspended: '暂停', transferred: '转出', cancelled: '移出名册', deceased: '已故' },
  blood_abo: { '1': 'A型', '2': 'B型', '3': 'O型', '4': 'AB型', '5': '不详', '6': '未查' },
  blood_rh: { '1': '阴性', '2': '阳性', '3': '不详', '4': '未查' },
  key_care: { true: '是', false: '否' },
};
