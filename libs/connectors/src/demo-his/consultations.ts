import type { StreamSpec } from '@cadre/connector-kit/connector';
import { PATIENT_NO } from './patients.js';

export const consultations: StreamSpec = {
  id: 'consultations',
  name: '会诊记录',
  target: 'consultation',
  rank: 2,
  everySeconds: 60,
  source: {
    transport: 'sql-view',
    view: 'v_hzsq',
    key: ['sqhzid'],
    patientColumn: 'brid',
    cursor: { column: 'xgsj', precision: 'instant' },
    lookbackSeconds: 600,
    parts: { participants: { view: 'v_hzcy', parentKey: 'sqhzid', childKey: 'sqhzid', orderBy: 'cyid' } },
  },
  mapping: {
    key: ['consultationNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      consultationNo: { from: 'sqhzid' },
      visitNo: { from: 'jzlsh', optional: true },
      patientId: { from: 'brid', ...PATIENT_NO },
      kind: { from: 'hzlx', codes: 'consultation-kind', optional: true },
      status: { from: 'hzzt', codes: 'consultation-status' },
      urgent: { from: 'jjbz', as: 'flag', default: false },
      requestedAt: { from: 'sqsj', as: 'instant' },
      startedAt: { from: 'hzkssj', as: 'instant', optional: true },
      endedAt: { from: 'hzjssj', as: 'instant', optional: true },
      requestDepartmentCode: { from: 'sqksbm', optional: true },
      requestDepartmentName: { from: 'sqksmc', optional: true },
      requestingDoctor: { from: 'sqysxm', optional: true },
      reason: { from: 'sqly', optional: true },
      purpose: { from: 'hzmd', optional: true },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
    parts: {
      participants: {
        fields: {
          participantNo: { from: 'cyid' },
          departmentCode: { from: 'hzksdm', optional: true },
          departmentName: { from: 'hzksmc', optional: true },
          doctorName: { from: 'hzysxm', optional: true },
          arrivedAt: { from: 'ddsj', as: 'instant', optional: true },
          opinion: { from: 'hzyj', optional: true },
        },
      },
    },
  },
};
