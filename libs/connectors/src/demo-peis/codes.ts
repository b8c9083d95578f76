import type { CodeTableSet } from '@cadre/connector-kit/code-tables';

export const peisCodes: CodeTableSet = {
  sex: { 男: '1', M: '1', '1': '1', 女: '2', F: '2', '2': '2', 未知: '0', U: '0', '0': '0', 未说明: '9', '9': '9' },
  'checkup-status': {
    '0': 'booked',
    '1': 'registered',
    '2': 'examining',
    '3': 'pending_summary',
    '4': 'summarized',
    '5': 'issued',
    '9': 'cancelled',
  },
  'item-state': { '1': 'done', '2': 'refused', '0': 'missed' },
};
