import type { CodeTableSet } from '@cadre/connector-kit/code-tables';

export const risCodes: CodeTableSet = {
  // CV09.00.404, and the patient class of messages
  'patient-class': {
    '1': 'outpatient',
    '2': 'outpatient',
    O: 'outpatient',
    E: 'outpatient',
    '3': 'inpatient',
    I: 'inpatient',
    '9': 'checkup',
  },
  'exam-category': {
    CT: 'CT',
    MR: 'MR',
    DR: 'DR',
    US: 'US',
    ECG: 'ECG',
    NM: 'NM',
    PATHOLOGY: 'PATHOLOGY',
    OTHER: 'OTHER',
  },
  'report-status': {
    '1': 'preliminary',
    P: 'preliminary',
    '2': 'final',
    F: 'final',
    '3': 'corrected',
    C: 'corrected',
    '9': 'withdrawn',
    X: 'withdrawn',
  },
  positive: { 阳性: '1', 阴性: '0' },
};
