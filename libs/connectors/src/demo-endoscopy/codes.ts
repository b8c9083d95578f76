import type { CodeTableSet } from '@cadre/connector-kit/code-tables';

export const endoscopyCodes: CodeTableSet = {
  'patient-class': { 门诊: 'outpatient', 急诊: 'outpatient', 住院: 'inpatient', 体检: 'checkup' },
  'report-status': { 初步: 'preliminary', 已审核: 'final', 已修订: 'corrected', 已撤销: 'withdrawn' },
  // Which endoscope it was follows from the item, never from its name.
  'endoscopy-kind': {
    ES001: 'gastro',
    ES002: 'gastro',
    ES003: 'gastro',
    ES004: 'colon',
    ES005: 'colon',
    ES006: 'colon',
    ES007: 'broncho',
  },
  positive: { '+': '1', '-': '0' },
};
