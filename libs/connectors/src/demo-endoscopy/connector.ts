import type { Connector } from '@cadre/connector-kit/connector';
import { endoscopyCodes } from './codes.js';
import { endoscopies } from './endoscopies.js';

export const demoEndoscopy: Connector = {
  id: 'demo-endoscopy',
  system: 'ENDOSCOPY',
  name: '内镜系统（仿真）',
  patientNumbersOf: 'HIS',
  streams: [endoscopies],
  codes: endoscopyCodes,
};
