import type { Department, Doctor } from './departments.js';
import type { Values } from './lab-values.js';
import type { PatientFile } from './patients.js';

/** One report of the laboratory. Times are epoch ms. */
export interface LabReport {
  readonly reportNo: string;
  readonly file: PatientFile;
  readonly visitNo: string | null;
  /** 1 outpatient, 2 inpatient, 3 check-up */
  readonly visitKind: '1' | '2' | '3';
  readonly department: Department;
  readonly doctor: Doctor;
  readonly panel: string;
  readonly collectedAt: number;
  readonly values: Values;
  /** 1 preliminary, 2 verified, 3 corrected, 9 withdrawn */
  readonly state: '1' | '2' | '3' | '9';
  readonly revision: number;
  readonly changedAt: number;
  /** The laboratory lost the leading zeros of the patient number. */
  readonly zerosLost: boolean;
}
