import type { Connector } from '@cadre/connector-kit/connector';
import { hisCodes } from './codes.js';
import { inpatientVisits, pushedInpatientVisits } from './inpatient-visits.js';
import { outpatientVisits, pushedOutpatientVisits } from './outpatient-visits.js';
import { patientMerges, pushedMerges } from './patient-merges.js';
import { patients, pushedPatients } from './patients.js';
import { registrations } from './registrations.js';

/** Order matters for a first load: patients before what is theirs. */
export const demoHis: Connector = {
  id: 'demo-his',
  system: 'HIS',
  name: 'HIS（仿真）',
  patientNumbersOf: 'HIS',
  streams: [
    patients,
    patientMerges,
    registrations,
    outpatientVisits,
    inpatientVisits,
    pushedPatients,
    pushedMerges,
    pushedOutpatientVisits,
    pushedInpatientVisits,
  ],
  codes: hisCodes,
};
