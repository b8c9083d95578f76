import type { StreamSpec } from '@cadre/connector-kit/connector';
import { PATIENT_NO } from './patients.js';

export const registrations: StreamSpec = {
  id: 'registrations',
  name: '挂号记录',
  target: 'registration',
  rank: 2,
  everySeconds: 30,
  source: {
    transport: 'sql-view',
    view: 'v_ghxx',
    key: ['ghjlid'],
    patientColumn: 'brid',
    cursor: { column: 'xgsj', precision: 'compact-text' },
    lookbackSeconds: 600,
  },
  mapping: {
    key: ['registrationNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      registrationNo: { from: 'ghjlid' },
      patientId: { from: 'brid', ...PATIENT_NO },
      registeredAt: { from: 'ghsj', as: 'instant' },
      registrationClass: { from: 'ghlb', optional: true },
      emergency: { from: 'sfjz', as: 'flag', default: false },
      departmentCode: { from: 'ksbm', optional: true },
      departmentName: { from: 'ksmc', optional: true },
      doctorCode: { from: 'ysgh', optional: true },
      doctorName: { from: 'ysxm', optional: true },
      vip: { from: 'txbz', as: 'flag', default: false },
      refunded: { from: 'gthbz', as: 'flag', default: false },
      refundedAt: { from: 'gthsj', as: 'instant', optional: true },
      channel: { from: 'ghtj', optional: true },
      queueNo: { from: 'ghxh', optional: true },
      fee: { from: 'ghfy', as: 'decimal', optional: true },
      status: { from: 'ghzt', optional: true },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
  },
};
