import type { CodeTableSet } from '@cadre/connector-kit/code-tables';

export const lisCodes: CodeTableSet = {
  sex: { 男: '1', M: '1', '1': '1', 女: '2', F: '2', '2': '2', 未知: '0', U: '0', '0': '0', 未说明: '9', '9': '9' },
  'patient-class': {
    '1': 'outpatient',
    O: 'outpatient',
    E: 'outpatient',
    '2': 'inpatient',
    I: 'inpatient',
    '3': 'checkup',
    P: 'checkup',
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
  susceptibility: { S: 'S', 敏感: 'S', I: 'I', 中介: 'I', R: 'R', 耐药: 'R' },
};
