import type { StreamSpec } from '@cadre/connector-kit/connector';

/** The check-up system numbers people itself (`tjryid`); who they are is found by card, insurance or identity number. */
export const checkups: StreamSpec = {
  id: 'checkups',
  name: '体检报告',
  target: 'checkup',
  rank: 2,
  everySeconds: 300,
  source: {
    transport: 'sql-view', view: 'v_tj_sy', key: ['tjbh'], patientColumn: 'tjryid',
    cursor: { column: 'xgsj', precision: 'day' }, lookbackSeconds: 0,
    parts: {
      sections: { view: 'v_tj_fk', parentKey: 'tjbh', childKey: 'tjbh', orderBy: 'fklsh' },
      items: { view: 'v_tj_mx', parentKey: 'tjbh', childKey: 'tjbh', orderBy: 'mxid' },
    },
  },
  mapping: {
    key: ['checkupNo'], version: 'changedAt', patient: 'patientId',
    fields: {
      checkupNo: { from: 'tjbh' },
      patientId: { from: 'tjryid' },
      personId: { from: 'tjryid' },
      personName: { from: 'xm' },
      sex: { from: 'xb', codes: 'sex', default: '0' },
      birthDate: { from: 'csrq', as: 'date', optional: true },
      idCardNo: { from: 'sfzh', optional: true },
      phone: { from: 'lxdh', optional: true },
      workUnit: { from: 'dwmc', optional: true },
      insuranceNo: { from: 'ybkh', optional: true },
      careCardNo: { from: 'bjkh', optional: true },
      packageName: { from: 'tcmc', optional: true },
      year: { from: 'nd', as: 'integer', optional: true },
      checkupDate: { from: 'tjrq', as: 'date', optional: true },
      concludedDate: { from: 'zjrq', as: 'date', optional: true },
      chiefDoctor: { from: 'zjys', optional: true },
      conclusion: { from: 'zjjg', optional: true },
      advice: { from: 'jy', optional: true },
      status: { from: 'tjzt', codes: 'checkup-status' },
      revision: { from: 'bbh', as: 'integer', default: 1 },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
    parts: {
      sections: {
        fields: {
          sectionNo: { from: 'fklsh' },
          departmentCode: { from: 'ksbm', optional: true },
          departmentName: { from: 'ksmc', optional: true },
          groupName: { from: 'zhmc', optional: true },
          summary: { from: 'tjxj', optional: true },
          doctor: { from: 'ysxm', optional: true },
          examinedAt: { from: 'jcsj', as: 'instant', optional: true },
        },
      },
      items: {
        fields: {
          itemNo: { from: 'mxid' },
          sectionNo: { from: 'fklsh', optional: true },
          itemCode: { from: 'xmdm', optional: true },
          itemName: { from: 'xmmc' },
          valueText: { from: 'jg', optional: true },
          unit: { from: 'jldw', optional: true },
          rangeText: { from: 'ckzfw', optional: true },
          flagText: { from: 'ycbz', optional: true },
          state: { from: 'zt', codes: 'item-state', default: 'done' },
          lineNo: { from: 'xh', as: 'integer', optional: true },
        },
      },
    },
  },
};
