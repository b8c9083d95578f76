import type { CodeTableSet } from '@cadre/connector-kit/code-tables';

/** The 53 kinds of documents of WS/T 500 are written by their own codes. */
const NOTE_TYPES = Object.fromEntries(
  Array.from({ length: 53 }, (_, i) => `C${String(i + 1).padStart(4, '0')}`).map((code) => [code, code]),
);

export const emrCodes: CodeTableSet = {
  'note-type': NOTE_TYPES,
  'patient-class': { '1': 'outpatient', '2': 'inpatient', O: 'outpatient', E: 'outpatient', I: 'inpatient' },
  'note-format': { CDA: 'cda', HTML: 'html', TXT: 'text', PDF: 'pdf' },
  // AU authenticated, LA legally authenticated, CA withdrawn
  'note-status': { '1': 'signed', '2': 'archived', '9': 'withdrawn', AU: 'signed', LA: 'archived', CA: 'withdrawn' },
};
