import type { Connector } from '@cadre/connector-kit/connector';
import { checkups } from './checkups.js';
import { peisCodes } from './codes.js';

export const demoPeis: Connector = {
  id: 'demo-peis',
  system: 'PEIS',
  name: '体检系统（仿真）',
  patientNumbersOf: 'PEIS',
  streams: [checkups],
  codes: peisCodes,
};
