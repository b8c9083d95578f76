import type { Connector } from '@cadre/connector-kit/connector';
import { emrCodes } from './codes.js';
import { pushedNotes } from './note-push.js';
import { notes } from './notes.js';

export const demoEmr: Connector = {
  id: 'demo-emr',
  system: 'EMR',
  name: '电子病历（仿真）',
  patientNumbersOf: 'HIS',
  streams: [notes, pushedNotes],
  codes: emrCodes,
};
