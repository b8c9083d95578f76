import type { BodyOf, Schema } from '@cadre/api-client/typed-paths';

/** One person of the roster as the list shows him; numbers are masked. */
export type Beneficiary = Schema<'BeneficiaryRow'>;

/** Words for `status`; those who are under care need none. */
export const STATUS_NAMES: Readonly<Record<string, string>> = {
  active: '在管',
  suspended: '暂停',
  transferred: '转出',
  cancelled: '注销',
  deceased: '死亡',
};

/** Words for `phoneAccount`: his own account on the phone. */
export const PHONE_STATES: Readonly<Record<string, string>> = {
  none: '未开通',
  invited: '待激活',
  active: '已开通',
  disabled: '停用',
  locked: '锁定',
};

/** Numbers that are shown masked and can be asked for one by one. */
export type MaskedField = BodyOf<`/beneficiaries/${string}/reveal`, 'post'>['field'];
export const NUMBER_NAMES: Readonly<Record<MaskedField, string>> = {
  phone: '手机',
  idCardNo: '证件号',
  insuranceNo: '医保号',
  careCardNo: '保健卡号',
  socialSecurityNo: '社保电脑号',
  socialCardNo: '社保卡号',
};
