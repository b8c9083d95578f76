const block = (section: string, form = 'table', over: object = {}) => ({
  section, form, title: null, columns: null, period: 'all', order: 'newest', limit: null, pageBreak: false, whenEmpty: 'print', ...over,
});

/** The whole record for the staff, one for a ward round, and the one that the person himself receives. */
export const STARTER_TEMPLATES = [
  {
    id: '5e0c1a4e-0000-4000-8000-000000000001', name: '完整健康档案', audience: 'staff',
    blocks: [
      block('profile'), block('background'), block('diagnoses'), block('visits'), block('labs', 'chart', { pageBreak: true }), block('labs'),
      block('exams', 'text'), block('medications', 'timeline'), block('surgeries'), block('checkups'), block('summary', 'text'),
    ],
  },
  {
    id: '5e0c1a4e-0000-4000-8000-000000000002', name: '近一年简档', audience: 'staff',
    blocks: [
      block('profile'), block('background'), block('diagnoses'), block('labs', 'table', { period: '1y' }), block('exams', 'text', { period: '1y', whenEmpty: 'hide' }),
      block('medications', 'table', { period: '1y' }), block('checkups', 'table', { period: '3y', whenEmpty: 'hide' }), block('summary', 'text', { whenEmpty: 'hide' }),
    ],
  },
  {
    id: '5e0c1a4e-0000-4000-8000-000000000003', name: '患者版健康档案', audience: 'patient',
    blocks: [
      block('profile'), block('background'), block('diagnoses', 'table', { columns: ['name', 'firstOn', 'lastOn'] }),
      block('visits', 'table', { columns: ['date', 'kind', 'department', 'doctor'] }), block('labs', 'chart'), block('labs'),
      block('exams', 'text', { columns: ['date', 'name', 'conclusion'] }), block('medications', 'table', { columns: ['name', 'usage', 'firstOn', 'lastOn'] }),
      block('checkups'), block('summary', 'text'),
    ],
  },
] as const;
