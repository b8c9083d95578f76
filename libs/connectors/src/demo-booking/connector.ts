import type { Connector } from '@cadre/connector-kit/connector';
import { bookingCodes } from './codes.js';
import { pushedAppointments } from './appointment-push.js';
import { appointments } from './appointments.js';
import { slots } from './slots.js';

export const demoBooking: Connector = {
  id: 'demo-booking',
  system: 'BOOKING',
  name: '预约平台（仿真）',
  patientNumbersOf: 'HIS',
  streams: [appointments, slots, pushedAppointments],
  codes: bookingCodes,
};
