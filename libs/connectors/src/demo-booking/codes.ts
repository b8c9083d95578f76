import type { CodeTableSet } from '@cadre/connector-kit/code-tables';

export const bookingCodes: CodeTableSet = {
  'appointment-kind': { MZ: 'outpatient', JC: 'exam', ZY: 'inpatient', TJ: 'checkup', SS: 'surgery' },
  // A number is the booking's own state; the event of a message speaks only when it carries none.
  'appointment-status': {
    '0': 'pending',
    '1': 'confirmed',
    '2': 'arrived',
    '3': 'done',
    '4': 'rejected',
    '8': 'cancelled',
    '9': 'no-show',
    S12: 'pending',
    S13: 'confirmed',
    S15: 'cancelled',
    S26: 'no-show',
  },
  session: { '1': 'am', '2': 'pm', '3': 'night' },
};
