import type { StreamSpec } from '@cadre/connector-kit/connector';
import { diagnoses, diagnosisRows } from './diagnoses.js';
import { NAME_ENDINGS, PATIENT_NO, PUSHED_PATIENT_NO } from './patients.js';

export const outpatientVisits: StreamSpec = {
  id: 'outpatient-visits',
  name: '门急诊就诊',
  target: 'outpatient-visit',
  rank: 2,
  everySeconds: 30,
  source: {
    transport: 'sql-view', view: 'v_mzjz', key: ['jzlsh'], patientColumn: 'brid',
    cursor: { column: 'xgsj', precision: 'instant' }, lookbackSeconds: 600, parts: { diagnoses: diagnosisRows },
  },
  mapping: {
    key: ['visitNo'], version: 'changedAt', patient: 'patientId', parts: { diagnoses },
    fields: {
      visitNo: { from: 'jzlsh' },
      registrationNo: { from: 'ghjlid', optional: true },
      patientId: { from: 'brid', ...PATIENT_NO },
      patientName: { from: 'hzxm', optional: true, strip: NAME_ENDINGS },
      visitType: { from: 'jzlx', optional: true },
      visitClass: { from: 'sfjz', codes: 'visit-class', default: 'outpatient' },
      registeredAt: { from: 'ghsj', as: 'instant', optional: true },
      seenAt: { from: 'jzsj', as: 'instant', optional: true },
      finishedAt: { from: 'wcjzsj', as: 'instant', optional: true },
      departmentCode: { from: 'jzksbm', optional: true },
      departmentName: { from: 'jzksmc', optional: true },
      doctorCode: { from: 'zzysgh', optional: true },
      doctorName: { from: 'zzysxm', optional: true },
      mainDiagnosisCode: { from: 'jzzdbm', optional: true },
      mainDiagnosis: { from: 'jzzdmc', optional: true },
      chiefComplaint: { from: 'zs', optional: true },
      organizationCode: { from: 'jgdm', optional: true },
      organizationName: { from: 'jgmc', optional: true },
      chargeType: { from: 'fb', codes: 'charge-type', optional: true },
      status: { from: 'jzzt', codes: 'outpatient-status' },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
  },
};

/** What an ADT of an outpatient carries; the view completes it under the same version. */
export const pushedOutpatientVisits: StreamSpec = {
  id: 'outpatient-push',
  name: '门急诊就诊（推送）',
  target: 'outpatient-visit',
  rank: 1,
  source: {
    transport: 'mllp', sendingApplication: 'HIS', messages: ['ADT^A03', 'ADT^A04', 'ADT^A08', 'ADT^A11'],
    when: { path: 'PV1-2', in: ['O', 'E'] },
  },
  mapping: {
    key: ['visitNo'], version: 'changedAt', patient: 'patientId',
    fields: {
      visitNo: { from: 'PV1-19.1' },
      patientId: PUSHED_PATIENT_NO,
      patientName: { from: 'PID-5.1', optional: true, strip: NAME_ENDINGS },
      visitType: { from: 'PV1-10.1', optional: true },
      visitClass: { from: 'PV1-2', codes: 'visit-class' },
      registeredAt: { from: 'PV1-44.1', as: 'instant', optional: true },
      finishedAt: { from: 'PV1-45.1', as: 'instant', optional: true },
      departmentCode: { from: 'PV1-3.4', optional: true },
      departmentName: { from: 'ZPV-3', optional: true },
      doctorCode: { from: 'PV1-7.1', optional: true },
      doctorName: { from: 'PV1-7.2', optional: true },
      mainDiagnosisCode: { from: 'ZPV-5', optional: true },
      mainDiagnosis: { from: 'ZPV-6', optional: true },
      chargeType: { from: 'PV1-18.1', codes: 'charge-type', optional: true },
      status: { from: ['ZPV-7', 'MSH-9.2'], codes: 'outpatient-status' },
      changedAt: { from: 'EVN-2.1', as: 'instant' },
    },
  },
};
