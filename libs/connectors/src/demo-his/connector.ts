import type { Connector } from '@cadre/connector-kit/connector';
import { hisCodes } from './codes.js';
import { consultations } from './consultations.js';
import { inpatientVisits, pushedInpatientVisits } from './inpatient-visits.js';
import { orders, pushedOrders } from './orders.js';
import { departments, staff } from './organization.js';
import { outpatientVisits, pushedOutpatientVisits } from './outpatient-visits.js';
import { patientMerges, pushedMerges } from './patient-merges.js';
import { patients, pushedPatients } from './patients.js';
import { prescriptions } from './prescriptions.js';
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
    prescriptions,
    orders,
    consultations,
    departments,
    staff,
    pushedPatients,
    pushedMerges,
    pushedOutpatientVisits,
    pushedInpatientVisits,
    pushedOrders,
  ],
  codes: hisCodes,
};
