import type { StreamSpec } from '@cadre/connector-kit/connector';

/** Signed and archived documents; the view does not show drafts. */
export const notes: StreamSpec = {
  id: 'notes',
  name: '病历文书',
  target: 'clinical-note',
  rank: 2,
  everySeconds: 300,
  source: {
    transport: 'sql-view',
    view: 'v_blws',
    key: ['blbh'],
    patientColumn: 'brid',
    cursor: { column: 'xgsj', precision: 'instant' },
    lookbackSeconds: 600,
  },
  mapping: {
    key: ['noteNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      noteNo: { from: 'blbh' },
      visitNo: { from: 'jzxh', optional: true },
      patientId: { from: 'brid', pad: { to: 8, with: '0' } },
      patientClass: { from: 'mzzybz', codes: 'patient-class', optional: true },
      typeCode: { from: 'bllbdm', codes: 'note-type' },
      typeName: { from: 'bllbmc', optional: true },
      title: { from: 'blbt' },
      author: { from: 'cjysxm', optional: true },
      departmentCode: { from: 'ksdm', optional: true },
      departmentName: { from: 'ksmc', optional: true },
      writtenAt: { from: 'jlsj', as: 'instant', optional: true },
      signedAt: { from: 'qmsj', as: 'instant' },
      revision: { from: 'bbh', as: 'integer', default: 1 },
      format: { from: 'gslx', codes: 'note-format' },
      body: { from: 'blnr' },
      status: { from: 'blzt', codes: 'note-status' },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
  },
};
