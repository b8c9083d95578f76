import type { StreamSpec } from '@cadre/connector-kit/connector';

/** Departments, wards and offices as one tree. Rows of no patient: their own key stands where a patient's number is asked for. */
export const departments: StreamSpec = {
  id: 'departments',
  name: '科室',
  target: 'department',
  rank: 2,
  everySeconds: 300,
  source: {
    transport: 'sql-view',
    view: 'v_gy_ksdm',
    key: ['ksdm'],
    patientColumn: 'ksdm',
    cursor: { column: 'xgsj', precision: 'instant' },
    lookbackSeconds: 600,
  },
  mapping: {
    key: ['departmentCode'],
    version: 'changedAt',
    fields: {
      departmentCode: { from: 'ksdm' },
      name: { from: 'ksmc' },
      parentCode: { from: 'parentid', optional: true },
      kind: { from: 'kslb', codes: 'department-kind', optional: true },
      clinic: { from: 'outpatientclinic', as: 'flag', default: false },
      ward: { from: 'hospitaldept', as: 'flag', default: false },
      tech: { from: 'medicallab', as: 'flag', default: false },
      ratedBeds: { from: 'ratedbed', as: 'integer', optional: true },
      standardCode: { from: 'bzksdm', optional: true },
      pinyinCode: { from: 'pydm', optional: true },
      sort: { from: 'plsx', as: 'integer', optional: true },
      active: { from: 'logoff', codes: 'switched-off', as: 'flag', default: true },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
  },
};

export const staff: StreamSpec = {
  id: 'staff',
  name: '职工',
  target: 'staff',
  rank: 2,
  everySeconds: 300,
  source: {
    transport: 'sql-view',
    view: 'v_gy_ygdm',
    key: ['personid'],
    patientColumn: 'personid',
    cursor: { column: 'xgsj', precision: 'instant' },
    lookbackSeconds: 600,
  },
  mapping: {
    key: ['staffNo'],
    version: 'changedAt',
    fields: {
      staffNo: { from: 'personid' },
      name: { from: 'personname' },
      departmentCode: { from: 'officecode', optional: true },
      position: { from: 'ygzw', optional: true },
      title: { from: 'ygjb', optional: true },
      expert: { from: 'isexpert', as: 'flag', default: false },
      prescribes: { from: 'prescriberight', as: 'flag', default: false },
      active: { from: 'logoff', codes: 'switched-off', as: 'flag', default: true },
      alsoIn: { from: 'jzks', optional: true },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
  },
};
