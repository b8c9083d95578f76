import type { StreamSpec } from '@cadre/connector-kit/connector';
import { PATIENT_NO, PUSHED_PATIENT_NO } from './patients.js';

/** The record is the link between two numbers; its newest version says whether they are joined or parted. */
const KEY = ['fromPatientId', 'intoPatientId'] as const;

export const patientMerges: StreamSpec = {
  id: 'patient-merges',
  name: '患者合并记录',
  target: 'patient-merge',
  rank: 2,
  everySeconds: 60,
  source: {
    transport: 'sql-view',
    view: 'v_hbjl',
    key: ['hbid'],
    patientColumn: 'xbrid',
    cursor: { column: 'xgsj', precision: 'instant' },
    lookbackSeconds: 600,
  },
  mapping: {
    key: KEY,
    version: 'changedAt',
    patient: 'intoPatientId',
    fields: {
      mergeId: { from: 'hbid' },
      fromPatientId: { from: 'ybrid', ...PATIENT_NO },
      intoPatientId: { from: 'xbrid', ...PATIENT_NO },
      action: { from: 'cz', codes: 'merge-action' },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
  },
};

export const pushedMerges: StreamSpec = {
  id: 'merge-push',
  name: '患者合并（推送）',
  target: 'patient-merge',
  rank: 1,
  source: { transport: 'mllp', sendingApplication: 'HIS', messages: ['ADT^A40'] },
  mapping: {
    key: KEY,
    version: 'changedAt',
    patient: 'intoPatientId',
    fields: {
      mergeId: { from: 'MSH-10' },
      fromPatientId: { from: ['MRG-1[HIS].1', 'MRG-1.1'], ...PATIENT_NO },
      intoPatientId: PUSHED_PATIENT_NO,
      action: { as: 'constant', value: 'merge' },
      changedAt: { from: 'EVN-2.1', as: 'instant' },
    },
  },
};
