import type { Connector } from '@cadre/connector-kit/connector';
import { lisCodes } from './codes.js';
import { labPush } from './lab-push.js';
import { labReports } from './lab-reports.js';

export const demoLis: Connector = {
  id: 'demo-lis',
  system: 'LIS',
  name: 'LIS（仿真）',
  patientNumbersOf: 'HIS',
  streams: [labReports, labPush],
  codes: lisCodes,
};
