import type { StreamSpec } from '@cadre/connector-kit/connector';
import { PLATFORM } from './appointments.js';

/** Sessions that can be booked. Of no patient: their own number stands where a patient's is asked for. */
export const slots: StreamSpec = {
  id: 'slots',
  name: '号源',
  target: 'slot',
  rank: 2,
  everySeconds: 60,
  source: { ...PLATFORM, path: '/slots', key: ['slotId'], patientColumn: 'slotId' },
  mapping: {
    key: ['slotNo'],
    version: 'changedAt',
    fields: {
      slotNo: { from: 'slotId' },
      date: { from: 'workDate', as: 'date' },
      session: { from: 'session', codes: 'session', optional: true },
      startsAt: { from: 'beginTime', as: 'instant', optional: true },
      endsAt: { from: 'endTime', as: 'instant', optional: true },
      departmentCode: { from: 'dept.code' },
      departmentName: { from: 'dept.name', optional: true },
      doctorCode: { from: 'doctor.code', optional: true },
      doctorName: { from: 'doctor.name', optional: true },
      registrationClass: { from: 'regClass', optional: true },
      total: { from: 'quota.total', as: 'integer' },
      used: { from: 'quota.used', as: 'integer', optional: true },
      reserved: { from: 'quota.reserved', as: 'integer', optional: true },
      reservedUsed: { from: 'quota.reservedUsed', as: 'integer', optional: true },
      fee: { from: 'fee', as: 'decimal', optional: true },
      stopped: { from: 'stopped', as: 'flag', default: false },
      changedAt: { from: 'updateTime', as: 'instant' },
    },
  },
};
