import { type FactTable, OWNED, SYNCED } from './fact-tables.js';

export const CLINICAL_ORDER: FactTable = {
  name: 'clinical_order',
  columns: {
    ...SYNCED, order_no: 'text', visit_no: 'text', patient_class: 'text', group_no: 'text', category: 'text',
    term: 'text', item_code: 'text', item_name: 'text', specification: 'text', dose: 'text', dose_unit: 'text',
    route: 'text', frequency: 'text', frequency_code: 'text', quantity: 'text', quantity_unit: 'text',
    ordered_at: 'timestamptz', started_at: 'timestamptz', stopped_at: 'timestamptz', order_department_code: 'text',
    order_department_name: 'text', ordering_doctor: 'text', executing_department_name: 'text', status: 'text',
    skin_test: 'text', note: 'text',
  },
};

export const PRESCRIPTION: FactTable = {
  name: 'prescription',
  columns: {
    ...SYNCED, prescription_no: 'text', visit_no: 'text', registration_no: 'text', prescribed_at: 'timestamptz',
    department_code: 'text', department_name: 'text', doctor_code: 'text', doctor_name: 'text', kind: 'text',
    diagnosis: 'text', amount: 'text', valid_days: 'integer', charge_type: 'text', status: 'text',
  },
};

export const PRESCRIPTION_ITEM: FactTable = {
  name: 'prescription_item',
  columns: {
    prescription_id: 'uuid', item_no: 'text', ...OWNED, group_no: 'text', line_no: 'integer', drug_code: 'text',
    drug_name: 'text', specification: 'text', dose: 'text', dose_unit: 'text', route: 'text', frequency: 'text',
    frequency_code: 'text', days: 'integer', quantity: 'text', quantity_unit: 'text', note: 'text',
  },
};

export const SURGERY: FactTable = {
  name: 'surgery',
  columns: {
    ...SYNCED, surgery_no: 'text', visit_no: 'text', request_no: 'text', status: 'text', scheduled_at: 'timestamptz',
    started_at: 'timestamptz', ended_at: 'timestamptz', department_code: 'text', department_name: 'text', room: 'text',
    pre_diagnosis: 'text', post_diagnosis: 'text', anesthesia: 'text', surgeon_name: 'text', first_assistant: 'text',
    second_assistant: 'text', anesthetist: 'text', emergency: 'boolean',
  },
};

export const SURGERY_PROCEDURE: FactTable = {
  name: 'surgery_procedure',
  columns: {
    surgery_id: 'uuid', procedure_no: 'text', ...OWNED, rank: 'integer', code: 'text', name: 'text', level: 'text',
    site: 'text', main: 'boolean',
  },
};

export const CONSULTATION: FactTable = {
  name: 'consultation',
  columns: {
    ...SYNCED, consultation_no: 'text', visit_no: 'text', kind: 'text', status: 'text', urgent: 'boolean',
    requested_at: 'timestamptz', started_at: 'timestamptz', ended_at: 'timestamptz', request_department_code: 'text',
    request_department_name: 'text', requesting_doctor: 'text', reason: 'text', purpose: 'text',
  },
};

export const CONSULTATION_PARTICIPANT: FactTable = {
  name: 'consultation_participant',
  columns: {
    consultation_id: 'uuid', participant_no: 'text', ...OWNED, department_code: 'text', department_name: 'text',
    doctor_name: 'text', arrived_at: 'timestamptz', opinion: 'text',
  },
};

export const CLINICAL_NOTE: FactTable = {
  name: 'clinical_note',
  columns: {
    ...SYNCED, note_no: 'text', visit_no: 'text', patient_class: 'text', type_code: 'text', type_name: 'text',
    title: 'text', author: 'text', department_code: 'text', department_name: 'text', written_at: 'timestamptz',
    signed_at: 'timestamptz', revision: 'integer', format: 'text', body: 'text', status: 'text',
  },
};

export const EXAM_REPORT: FactTable = {
  name: 'exam_report',
  columns: {
    ...SYNCED, exam_no: 'text', visit_no: 'text', patient_class: 'text', request_no: 'text', accession_no: 'text',
    study_uid: 'text', category: 'text', modality: 'text', item_code: 'text', item_name: 'text', body_part: 'text',
    endoscopy_kind: 'text', department_code: 'text', department_name: 'text', request_department_code: 'text',
    request_department_name: 'text', requesting_doctor: 'text', requested_at: 'timestamptz', examined_at: 'timestamptz',
    reported_at: 'timestamptz', verified_at: 'timestamptz', reporter: 'text', verifier: 'text', findings: 'text',
    impression: 'text', advice: 'text', positive: 'boolean', critical: 'boolean', has_images: 'boolean', status: 'text',
    revision: 'integer',
  },
};

export const IMAGING_STUDY: FactTable = {
  name: 'imaging_study',
  columns: {
    ...SYNCED, study_uid: 'text', accession_no: 'text', study_id: 'text', description: 'text', modalities: 'text',
    body_part: 'text', started_at: 'timestamptz', institution: 'text', referring_doctor: 'text',
    series_count: 'integer', instance_count: 'integer', patient_name_text: 'text',
  },
};

export const IMAGING_SERIES: FactTable = {
  name: 'imaging_series',
  columns: {
    study_id: 'uuid', series_uid: 'text', ...OWNED, series_no: 'integer', modality: 'text', description: 'text',
    body_part: 'text', instance_count: 'integer',
  },
};

export const APPOINTMENT: FactTable = {
  name: 'appointment',
  columns: {
    ...SYNCED, appointment_no: 'text', kind: 'text', item_name: 'text', department_code: 'text',
    department_name: 'text', doctor_code: 'text', doctor_name: 'text', appointed_at: 'timestamptz',
    ends_at: 'timestamptz', slot_no: 'text', queue_no: 'text', priority: 'boolean', fee_waived: 'boolean',
    status: 'text', booked_at: 'timestamptz', booked_by: 'text', contact_phone: 'text', channel: 'text',
    confirmed_by: 'text', confirmed_at: 'timestamptz', cancelled_at: 'timestamptz', visit_no: 'text', note: 'text',
  },
};
