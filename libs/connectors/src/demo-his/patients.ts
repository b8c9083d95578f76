import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { FieldRule } from '@cadre/connector-kit/mapping';

/** Windows write these behind the name. */
export const NAME_ENDINGS = ['(VIP)', '（VIP）', '*'] as const;
/** Every patient number has eight digits; some screens lose the leading zeros. */
export const PATIENT_NO = { pad: { to: 8, with: '0' } } as const;
/** The HIS is the assigning authority of its own numbers; without one the first repetition is the HIS number. */
export const PUSHED_PATIENT_NO: FieldRule = { from: ['PID-3[HIS].1', 'PID-3.1'], ...PATIENT_NO };

export const patients: StreamSpec = {
  id: 'patients',
  name: '患者主档',
  target: 'patient',
  rank: 2,
  everySeconds: 30,
  source: {
    transport: 'sql-view',
    view: 'v_brda',
    key: ['brid'],
    patientColumn: 'brid',
    cursor: { column: 'xgsj', precision: 'instant' },
    lookbackSeconds: 600,
  },
  mapping: {
    key: ['patientId'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      patientId: { from: 'brid', ...PATIENT_NO },
      name: { from: 'brxm', strip: NAME_ENDINGS },
      sex: { from: 'brxb', codes: 'sex', default: '0' },
      birthDate: { from: 'csny', as: 'date', optional: true },
      idCardNo: { from: 'sfzh', optional: true },
      phone: { from: 'lxdh', optional: true },
      workUnit: { from: 'dwmc', optional: true },
      chargeType: { from: 'brxz', codes: 'charge-type', optional: true },
      insuranceNo: { from: 'ybkh', optional: true },
      socialSecurityNo: { from: 'sbhm', optional: true },
      careCardNo: { from: 'bjkh', optional: true },
      vipFlag: { from: 'vipflag', as: 'flag', default: false },
      aliasName: { from: 'sfjm', as: 'flag', default: false },
      allergies: { from: 'gmyw', optional: true },
      cancelled: { from: 'zxbz', as: 'flag', default: false },
      mergedInto: { from: 'hbbrid', optional: true, ...PATIENT_NO },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
  },
};

/**
 * Only A08 that speaks of no visit: EVN-2 of the others is the visit's time, and a patient stored under it would hide
 * the fuller row of the view, which is older.
 */
export const pushedPatients: StreamSpec = {
  id: 'patient-push',
  name: '患者信息变更（推送）',
  target: 'patient',
  rank: 1,
  source: {
    transport: 'mllp',
    sendingApplication: 'HIS',
    messages: ['ADT^A08'],
    when: { path: 'PV1-19.1', in: [''] },
  },
  mapping: {
    key: ['patientId'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      patientId: PUSHED_PATIENT_NO,
      name: { from: 'PID-5.1', strip: NAME_ENDINGS },
      sex: { from: 'PID-8', codes: 'sex', default: '0' },
      birthDate: { from: 'PID-7.1', as: 'date', optional: true },
      idCardNo: { from: 'PID-3[GA].1', optional: true },
      phone: { from: 'PID-13.1', optional: true },
      chargeType: { from: 'PV1-18.1', codes: 'charge-type', optional: true },
      insuranceNo: { from: 'PID-3[YB].1', optional: true },
      changedAt: { from: 'EVN-2.1', as: 'instant' },
    },
  },
};
