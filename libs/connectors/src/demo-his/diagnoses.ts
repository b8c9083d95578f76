import type { SqlPart } from '@cadre/connector-kit/connector';
import type { PartMapping } from '@cadre/connector-kit/mapping';

/** Diagnoses of any visit, of outpatients and of inpatients. */
export const diagnosisRows: SqlPart = { view: 'v_zdjl', parentKey: 'jzlsh', childKey: 'jzlsh', orderBy: 'zdid' };

export const diagnoses: PartMapping = {
  fields: {
    diagnosisNo: { from: 'zdid' },
    kind: { from: 'zdlb', codes: 'diagnosis-kind', optional: true },
    rank: { from: 'zdsx', as: 'integer', optional: true },
    code: { from: 'zdbm', optional: true },
    name: { from: 'zdmc', optional: true },
    suspected: { from: 'sfyz', as: 'flag', default: false },
    diagnosedAt: { from: 'zdsj', as: 'instant', optional: true },
  },
};
