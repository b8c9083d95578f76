import type { FactKind } from '../fact.js';
import { appointment, clinicalNote, consultation, examReport, imagingStudy, order, prescription, surgery } from './care.js';
import { checkup, labReport } from './results.js';
import { inpatientVisit, outpatientVisit, registration } from './visits.js';

/** The targets that are stored as facts; patients and merges only move links, departments, staff and slots belong to no person. */
export const FACT_KINDS: Readonly<Record<string, FactKind>> = {
  'outpatient-visit': outpatientVisit,
  'inpatient-visit': inpatientVisit,
  registration,
  'lab-report': labReport,
  checkup,
  order,
  prescription,
  surgery,
  consultation,
  'clinical-note': clinicalNote,
  'exam-report': examReport,
  'imaging-study': imagingStudy,
  appointment,
};
