import type { StreamSpec } from '@cadre/connector-kit/connector';
import { diagnoses, diagnosisRows } from './diagnoses.js';
import { NAME_ENDINGS, PATIENT_NO, PUSHED_PATIENT_NO } from './patients.js';

/** Ward codes have six characters and begin with a zero, which the transfer screen loses. */
const WARD = { optional: true, pad: { to: 6, with: '0' } } as const;

export const inpatientVisits: StreamSpec = {
  id: 'inpatient-visits',
  name: '住院记录',
  target: 'inpatient-visit',
  rank: 2,
  everySeconds: 30,
  source: {
    transport: 'sql-view',
    view: 'v_zyjl',
    key: ['jzlsh'],
    patientColumn: 'brid',
    cursor: { column: 'xgsj', precision: 'instant' },
    lookbackSeconds: 600,
    parts: {
      transfers: { view: 'v_zkjl', parentKey: 'jzlsh', childKey: 'jzlsh', orderBy: 'zkid' },
      diagnoses: diagnosisRows,
    },
  },
  mapping: {
    key: ['visitNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      visitNo: { from: 'jzlsh' },
      patientId: { from: 'brid', ...PATIENT_NO },
      patientName: { from: 'brxm', optional: true, strip: NAME_ENDINGS },
      inpatientNo: { from: 'zyh', optional: true },
      medicalRecordNo: { from: 'bah', optional: true },
      admissionCount: { from: 'zycs', as: 'integer', optional: true },
      admittedAt: { from: 'ryrq', as: 'instant' },
      dischargedAt: { from: 'cyrq', as: 'instant', optional: true },
      admissionDepartmentCode: { from: 'ryksbm', optional: true },
      departmentCode: { from: 'brksbm', optional: true },
      departmentName: { from: 'brksmc', optional: true },
      wardCode: { from: 'brbq', ...WARD },
      wardName: { from: 'bqmc', optional: true },
      bedNo: { from: 'cwh', optional: true },
      doctorCode: { from: 'zyysgh', optional: true },
      doctorName: { from: 'zyysxm', optional: true },
      careGrade: { from: 'hljb', optional: true },
      admissionDiagnosis: { from: 'ryzd', optional: true },
      mainDiagnosisCode: { from: 'zyzdbm', optional: true },
      mainDiagnosis: { from: 'zyzdmc', optional: true },
      status: { from: 'cypb', codes: 'inpatient-status' },
      visitType: { from: 'jzlx', optional: true },
      chargeType: { from: 'brxz', codes: 'charge-type', optional: true },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
    parts: {
      diagnoses,
      transfers: {
        fields: {
          transferNo: { from: 'zkid' },
          kind: { from: 'lx', codes: 'transfer-kind' },
          fromDepartmentCode: { from: 'zcksbm', optional: true },
          toDepartmentCode: { from: 'zrksbm', optional: true },
          toDepartmentName: { from: 'zrksmc', optional: true },
          toWardCode: { from: 'zrbq', ...WARD },
          toBedNo: { from: 'zrcw', optional: true },
          movedAt: { from: 'zksj', as: 'instant' },
          cancelled: { from: 'zt', codes: 'transfer-cancelled', as: 'flag', default: false },
        },
      },
    },
  },
};

/** What an ADT of an inpatient carries; the view completes it under the same version. */
export const pushedInpatientVisits: StreamSpec = {
  id: 'inpatient-push',
  name: '住院动态（推送）',
  target: 'inpatient-visit',
  rank: 1,
  source: {
    transport: 'mllp',
    sendingApplication: 'HIS',
    when: { path: 'PV1-2', in: ['I'] },
    messages: ['ADT^A01', 'ADT^A02', 'ADT^A03', 'ADT^A08', 'ADT^A11', 'ADT^A13'],
  },
  mapping: {
    key: ['visitNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      visitNo: { from: 'PV1-19.1' },
      patientId: PUSHED_PATIENT_NO,
      patientName: { from: 'PID-5.1', optional: true, strip: NAME_ENDINGS },
      medicalRecordNo: { from: 'ZPV-1', optional: true },
      admissionCount: { from: 'ZPV-2', as: 'integer', optional: true },
      admittedAt: { from: 'PV1-44.1', as: 'instant' },
      dischargedAt: { from: 'PV1-45.1', as: 'instant', optional: true },
      departmentCode: { from: 'PV1-3.4', optional: true },
      departmentName: { from: 'ZPV-3', optional: true },
      wardCode: { from: 'PV1-3.1', ...WARD },
      wardName: { from: 'ZPV-4', optional: true },
      bedNo: { from: 'PV1-3.3', optional: true },
      doctorCode: { from: 'PV1-7.1', optional: true },
      doctorName: { from: 'PV1-7.2', optional: true },
      admissionDiagnosis: { from: 'ZPV-8', optional: true },
      mainDiagnosisCode: { from: 'ZPV-5', optional: true },
      mainDiagnosis: { from: 'ZPV-6', optional: true },
      status: { from: ['ZPV-7', 'MSH-9.2'], codes: 'inpatient-status' },
      visitType: { from: 'PV1-10.1', optional: true },
      chargeType: { from: 'PV1-18.1', codes: 'charge-type', optional: true },
      changedAt: { from: 'EVN-2.1', as: 'instant' },
    },
  },
};
