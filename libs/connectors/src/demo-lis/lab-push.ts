import type { StreamSpec } from '@cadre/connector-kit/connector';
import { NAME_ENDINGS, PATIENT_NO } from './lab-reports.js';

/** What an ORU carries, one record per OBR; the view completes it under the same version. */
export const labPush: StreamSpec = {
  id: 'lab-push',
  name: '检验报告（推送）',
  target: 'lab-report',
  rank: 1,
  source: {
    transport: 'mllp',
    sendingApplication: 'LIS',
    messages: ['ORU^R01'],
    split: 'OBR',
    parts: { results: { segment: 'OBX' } },
  },
  mapping: {
    key: ['reportNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      reportNo: { from: 'OBR-3.1' },
      visitNo: { from: 'PV1-19.1', optional: true },
      patientId: { from: ['PID-3[HIS].1', 'PID-3.1'], ...PATIENT_NO },
      patientName: { from: 'PID-5.1', optional: true, strip: NAME_ENDINGS },
      patientSex: { from: 'PID-8', codes: 'sex', optional: true },
      patientClass: { from: 'PV1-2', codes: 'patient-class', optional: true },
      requestNo: { from: 'OBR-2.1', optional: true },
      departmentCode: { from: 'OBR-21.1', optional: true },
      departmentName: { from: 'OBR-21.2', optional: true },
      requestingDoctor: { from: ['OBR-16.2', 'OBR-16.1'], optional: true },
      collectedAt: { from: 'OBR-7.1', as: 'instant', optional: true },
      receivedAt: { from: 'OBR-14.1', as: 'instant', optional: true },
      testedAt: { from: 'OBX-14.1', as: 'instant', optional: true },
      panelCode: { from: 'OBR-4.1', optional: true },
      panelName: { from: 'OBR-4.2', optional: true },
      specimen: { from: 'OBR-15.1', optional: true },
      tester: { from: 'OBR-34.1', optional: true },
      verifier: { from: 'OBR-32.1', optional: true },
      status: { from: 'OBR-25', codes: 'report-status' },
      revision: { from: 'OBR-20.1', as: 'integer', default: 1 },
      reportedAt: { from: 'OBR-22.1', as: 'instant' },
      changedAt: { from: 'OBR-22.1', as: 'instant' },
    },
    parts: {
      results: {
        fields: {
          resultNo: { from: 'OBX-4.1' },
          lineNo: { from: 'OBX-1', as: 'integer', optional: true },
          itemCode: { from: 'OBX-3.1', optional: true },
          itemName: { from: ['OBX-3.2', 'OBX-3.1'] },
          valueText: { from: 'OBX-5[*]', optional: true },
          unit: { from: 'OBX-6.1', optional: true },
          rangeText: { from: 'OBX-7[*]', optional: true },
          flagText: { from: 'OBX-8.1', optional: true },
          critical: { as: 'constant', value: true, when: { path: 'OBX-8.1', in: ['HH', 'LL'] }, otherwise: false },
          method: { from: ['OBX-17.2', 'OBX-17.1'], optional: true },
          instrument: { from: 'OBX-18.1', optional: true },
          // A drug names the germ it was tried with as its other identifier; only then is the flag a susceptibility.
          organism: { from: 'OBX-3.5', optional: true },
          susceptibility: { from: 'OBX-8.1', codes: 'susceptibility', optional: true, when: { path: 'OBX-3.6', in: ['GERM'] } },
        },
      },
    },
  },
};
