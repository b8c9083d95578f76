import type { Connector } from '@cadre/connector-kit/connector';
import { risCodes } from './codes.js';
import { pushedExamReports } from './exam-push.js';
import { examReports } from './exam-reports.js';

export const demoRis: Connector = {
  id: 'demo-ris',
  system: 'RIS',
  name: '检查系统（仿真）',
  patientNumbersOf: 'HIS',
  streams: [examReports, pushedExamReports],
  codes: risCodes,
};
