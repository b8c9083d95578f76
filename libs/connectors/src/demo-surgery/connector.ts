import type { Connector } from '@cadre/connector-kit/connector';
import { surgeryCodes } from './codes.js';
import { surgeries } from './surgeries.js';

export const demoSurgery: Connector = {
  id: 'demo-surgery',
  system: 'SURGERY',
  name: '手麻系统（仿真）',
  patientNumbersOf: 'HIS',
  streams: [surgeries],
  codes: surgeryCodes,
};
