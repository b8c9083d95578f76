/** Fields of people that a role sees plainly, masked or not at all; with the words of the role page. */
export const PERSON_FIELDS = {
  phone: '手机与电话',
  idCardNo: '证件号',
  insuranceNo: '医保号',
  careCardNo: '保健卡号',
  socialSecurityNo: '社保电脑号与社保卡号',
  policyNo: '商业保单号',
  address: '地址',
  email: '邮箱',
} as const;

export type PersonField = keyof typeof PERSON_FIELDS;

/** From the most open to the least. */
export const FIELD_DISPLAYS = ['plain', 'masked', 'hidden'] as const;
export type FieldDisplay = (typeof FIELD_DISPLAYS)[number];

export const PERSON_FIELD_NAMES = Object.keys(PERSON_FIELDS) as PersonField[];
