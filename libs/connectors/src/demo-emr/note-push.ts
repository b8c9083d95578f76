import type { StreamSpec } from '@cadre/connector-kit/connector';

/** MDM: a document signed (T02), revised (T10) or withdrawn (T11), with its text. */
export const pushedNotes: StreamSpec = {
  id: 'note-push',
  name: '病历文书（推送）',
  target: 'clinical-note',
  rank: 1,
  source: { transport: 'mllp', sendingApplication: 'EMR', messages: ['MDM^T02', 'MDM^T10', 'MDM^T11'] },
  mapping: {
    key: ['noteNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      noteNo: { from: 'TXA-12.1' },
      visitNo: { from: 'PV1-19.1', optional: true },
      patientId: { from: ['PID-3[HIS].1', 'PID-3.1'], pad: { to: 8, with: '0' } },
      patientClass: { from: 'PV1-2', codes: 'patient-class', optional: true },
      typeCode: { from: 'TXA-2.1', codes: 'note-type' },
      typeName: { from: 'TXA-2.2', optional: true },
      title: { from: 'OBX-3.2' },
      author: { from: 'TXA-9.2', optional: true },
      departmentCode: { from: 'PV1-3.4', optional: true },
      writtenAt: { from: 'TXA-4.1', as: 'instant', optional: true },
      signedAt: { from: 'TXA-7.1', as: 'instant' },
      revision: { from: 'ZTX-1', as: 'integer', default: 1 },
      format: { from: 'ZTX-2', codes: 'note-format' },
      body: { from: 'OBX-5[*]' },
      status: { from: 'TXA-17', codes: 'note-status' },
      changedAt: { from: 'EVN-2.1', as: 'instant' },
    },
  },
};
