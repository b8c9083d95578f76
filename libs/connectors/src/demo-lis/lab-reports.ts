import type { StreamSpec } from '@cadre/connector-kit/connector';

/** Numbers of the HIS; this laboratory loses their leading zeros now and then. */
export const PATIENT_NO = { pad: { to: 8, with: '0' } } as const;
export const NAME_ENDINGS = ['(VIP)', '（VIP）', '*'] as const;

export const labReports: StreamSpec = {
  id: 'lab-reports',
  name: '检验报告',
  target: 'lab-report',
  rank: 2,
  everySeconds: 30,
  source: {
    transport: 'sql-view',
    view: 'v_lis_bg',
    key: ['bgdh'],
    patientColumn: 'brid',
    cursor: { column: 'xgsj', precision: 'instant' },
    lookbackSeconds: 600,
    parts: { results: { view: 'v_lis_jg', parentKey: 'bgdh', childKey: 'bgdh', orderBy: 'jgid' } },
  },
  mapping: {
    key: ['reportNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      reportNo: { from: 'bgdh' },
      visitNo: { from: 'jzlsh', optional: true },
      patientId: { from: 'brid', ...PATIENT_NO },
      patientName: { from: 'brxm', optional: true, strip: NAME_ENDINGS },
      patientSex: { from: 'brxb', codes: 'sex', optional: true },
      patientAgeText: { from: 'nl', optional: true },
      patientClass: { from: 'mzzybz', codes: 'patient-class', optional: true },
      requestNo: { from: 'sqdh', optional: true },
      departmentCode: { from: 'sqksbm', optional: true },
      departmentName: { from: 'sqksmc', optional: true },
      requestingDoctor: { from: 'sqysxm', optional: true },
      collectedAt: { from: 'cjrq', as: 'instant', optional: true },
      receivedAt: { from: 'jsrq', as: 'instant', optional: true },
      testedAt: { from: 'jyrq', as: 'instant', optional: true },
      reportedAt: { from: 'bgrq', as: 'instant', optional: true },
      verifiedAt: { from: 'shrq', as: 'instant', optional: true },
      panelCode: { from: 'jyxmdm', optional: true },
      panelName: { from: 'jyxmmc', optional: true },
      specimen: { from: 'bbmc', optional: true },
      tester: { from: 'jyz', optional: true },
      verifier: { from: 'shz', optional: true },
      status: { from: 'bgzt', codes: 'report-status' },
      revision: { from: 'bbh', as: 'integer', default: 1 },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
    parts: {
      results: {
        fields: {
          resultNo: { from: 'jgid' },
          lineNo: { from: 'dyxh', as: 'integer', optional: true },
          itemCode: { from: 'jczbdm', optional: true },
          itemName: { from: 'jczbmc' },
          valueText: { from: 'jczbjg', optional: true },
          unit: { from: 'jldw', optional: true },
          rangeText: { from: 'ckz', optional: true },
          rangeLow: { from: 'reflo', optional: true },
          rangeHigh: { from: 'refhi', optional: true },
          flagText: { from: 'ycts', optional: true },
          critical: { from: 'wjz', as: 'flag', default: false },
          method: { from: 'jcff', optional: true },
          instrument: { from: 'yqbh', optional: true },
          loinc: { from: 'loinc', optional: true },
        },
      },
    },
  },
};
