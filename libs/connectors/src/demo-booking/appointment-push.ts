import type { StreamSpec } from '@cadre/connector-kit/connector';

/** SIU: booked (S12), moved (S13), called off (S15), did not come (S26); ZSC-1 is the version under which the list completes it. */
export const pushedAppointments: StreamSpec = {
  id: 'appointment-push',
  name: '预约动态（推送）',
  target: 'appointment',
  rank: 1,
  source: { transport: 'mllp', sendingApplication: 'BOOKING', messages: ['SIU^S12', 'SIU^S13', 'SIU^S15', 'SIU^S26'] },
  mapping: {
    key: ['appointmentNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      appointmentNo: { from: 'SCH-2.1' },
      patientId: { from: ['PID-3[HIS].1', 'PID-3.1'], pad: { to: 8, with: '0' } },
      kind: { from: 'SCH-8.1', codes: 'appointment-kind' },
      itemName: { from: 'AIS-3.2', optional: true },
      departmentCode: { from: 'AIL-3.4', optional: true },
      departmentName: { from: 'ZSC-2', optional: true },
      doctorCode: { from: 'AIP-3.1', optional: true },
      doctorName: { from: 'AIP-3.2', optional: true },
      appointedAt: { from: 'SCH-11.4', as: 'instant' },
      endsAt: { from: 'SCH-11.5', as: 'instant', optional: true },
      slotNo: { from: 'SCH-5.1', optional: true },
      status: { from: ['SCH-25.1', 'MSH-9.2'], codes: 'appointment-status' },
      changedAt: { from: 'ZSC-1', as: 'instant' },
    },
  },
};
