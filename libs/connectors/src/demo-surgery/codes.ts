import type { CodeTableSet } from '@cadre/connector-kit/code-tables';

export const surgeryCodes: CodeTableSet = {
  'surgery-status': { '0': 'requested', '1': 'scheduled', '2': 'in-progress', '3': 'completed', '9': 'cancelled' },
};
