import type { StreamSpec } from '@cadre/connector-kit/connector';

/** The operating theatre speaks of the patients by their HIS numbers. */
export const surgeries: StreamSpec = {
  id: 'surgeries',
  name: '手术记录',
  target: 'surgery',
  rank: 2,
  everySeconds: 300,
  source: {
    transport: 'sql-view',
    view: 'v_ssjl',
    key: ['sslsh'],
    patientColumn: 'brid',
    cursor: { column: 'xgsj', precision: 'instant' },
    lookbackSeconds: 600,
    parts: { procedures: { view: 'v_ssmx', parentKey: 'sslsh', childKey: 'sslsh', orderBy: 'mxid' } },
  },
  mapping: {
    key: ['surgeryNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      surgeryNo: { from: 'sslsh' },
      visitNo: { from: 'jzlsh', optional: true },
      requestNo: { from: 'sqdh', optional: true },
      patientId: { from: 'brid', pad: { to: 8, with: '0' } },
      status: { from: 'sszt', codes: 'surgery-status' },
      scheduledAt: { from: 'pssj', as: 'instant', optional: true },
      startedAt: { from: 'sskssj', as: 'instant', optional: true },
      endedAt: { from: 'ssjssj', as: 'instant', optional: true },
      departmentCode: { from: 'ssksbm', optional: true },
      departmentName: { from: 'ssksmc', optional: true },
      room: { from: 'ssj', optional: true },
      preDiagnosis: { from: 'sqzd', optional: true },
      postDiagnosis: { from: 'shzd', optional: true },
      anesthesia: { from: 'mzff', optional: true },
      surgeonName: { from: 'zdysxm', optional: true },
      firstAssistant: { from: 'dyzs', optional: true },
      secondAssistant: { from: 'dezs', optional: true },
      anesthetist: { from: 'mzys', optional: true },
      emergency: { from: 'jzbz', as: 'flag', default: false },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
    parts: {
      procedures: {
        fields: {
          procedureNo: { from: 'mxid' },
          rank: { from: 'xh', as: 'integer', optional: true },
          code: { from: 'ssjczbm', optional: true },
          name: { from: 'ssmc' },
          level: { from: 'ssjb', optional: true },
          site: { from: 'ssbw', optional: true },
          main: { from: 'zssbz', as: 'flag', default: false },
        },
      },
    },
  },
};
