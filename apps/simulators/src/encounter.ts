import type { Department, Doctor } from './departments.js';
import type { Diagnosis } from './diagnoses.js';
import type { Stay } from './inpatient.js';
import type { OutpatientVisit } from './outpatient.js';
import type { PatientFile } from './patients.js';

/** The visit or stay that an order, a document, an examination or an operation belongs to. */
export interface Encounter {
  readonly file: PatientFile;
  readonly visitNo: string;
  readonly registrationNo: string | null;
  readonly inpatient: boolean;
  readonly department: Department;
  readonly doctor: Doctor;
  readonly diagnoses: readonly Diagnosis[];
  /** Epoch ms: when care began and ended; null = still in hospital. */
  readonly from: number;
  readonly until: number | null;
}

/** A visit that took place. Throws for one that did not: nothing can be ordered there. */
export function encounterOfVisit(visit: OutpatientVisit): Encounter {
  if (visit.seenAt === null) throw new Error(`visit ${visit.visitNo} did not take place`);
  const { file, visitNo, registrationNo, department, doctor, diagnoses, seenAt, finishedAt } = visit;
  return { file, visitNo, registrationNo, department, doctor, diagnoses, inpatient: false, from: seenAt, until: finishedAt };
}

export function encounterOfStay(stay: Stay): Encounter {
  const place = stay.moves.at(-1)?.to;
  if (!place) throw new Error(`stay ${stay.visitNo} lacks its admission`);
  const { file, visitNo, doctor, diagnoses, admittedAt, dischargedAt } = stay;
  return {
    file, visitNo, doctor, diagnoses, registrationNo: null, inpatient: true, department: place, from: admittedAt, until: dischargedAt,
  };
}
