import type { BodyOf, Schema } from '@cadre/api-client/typed-paths';

export type PersonDetail = Schema<'BeneficiaryDetail'>;
export type PersonChange = BodyOf<`/beneficiaries/${string}`, 'patch'>;

/** Fields of a person by what they are called; in the order of the form. */
export const FIELD_NAMES = {
  name: '姓名', aliasName: '化名', sex: '性别', birthDate: '出生日期', idType: '证件类型', idCardNo: '证件号', nation: '民族', marital: '婚姻状况',
  nationality: '国籍', category: '对象类型', careLevel: '保健级别', careLevelFrom: '级别起始', careLevelUntil: '级别截止', personCategories: '人员类别',
  keyCare: '重要保健', workUnit: '单位', unitCode: '单位代码', unitDepartment: '部门', position: '职务', rank: '职级', phone: '手机', landline: '固定电话',
  email: '电子邮箱', address: '地址', postcode: '邮编', insuranceNo: '医保号', careCardNo: '保健卡号', socialSecurityNo: '社保电脑号',
  socialCardNo: '社保卡号', allergies: '过敏史', pastHistory: '既往史', bloodAbo: 'ABO 血型', bloodRh: 'Rh 血型', careDoctorNo: '责任医生工号',
  careNurseNo: '责任护士工号', careDepartmentCode: '保健科室', note: '备注',
} as const satisfies Partial<Record<keyof PersonChange, string>>;
export type PersonField = keyof typeof FIELD_NAMES;
export const FIELDS = Object.keys(FIELD_NAMES) as PersonField[];

/** Fields that are shown masked: an empty box leaves them as they are. */
export const HIDDEN_FIELDS: readonly PersonField[] = [
  'idCardNo', 'phone', 'landline', 'email', 'address', 'insuranceNo', 'careCardNo', 'socialSecurityNo', 'socialCardNo',
];

export const PERSON_CATEGORIES = ['在职', '退休', '离休', '院士', '高层次人才', '高知', '军休', '外宾', '商保', '其他'];

const SOURCES: Readonly<Record<string, string>> = {
  manual: '手工录入', 'roster-file': '名册文件', match: '待匹配入册', his: 'HIS', lis: 'LIS',
};
export const sourceName = (source: string): string => SOURCES[source] ?? source;

/** What the page knows a field by; the type of a person is kept under two names. */
export function valueOf(person: PersonDetail, field: PersonField): unknown {
  return field === 'category' ? person.categories : person[field];
}

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? '') === JSON.stringify(b ?? '');
