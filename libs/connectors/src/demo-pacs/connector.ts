import type { Connector } from '@cadre/connector-kit/connector';
import { imagingStudies } from './imaging-studies.js';

export const demoPacs: Connector = {
  id: 'demo-pacs',
  system: 'PACS',
  name: '影像归档系统（仿真）',
  patientNumbersOf: 'HIS',
  streams: [imagingStudies],
  codes: {},
};
