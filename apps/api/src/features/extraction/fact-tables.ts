/** A column as the bulk writer needs it: its name in the table and its PostgreSQL type. */
export type ColumnType = 'text' | 'uuid' | 'timestamptz' | 'date' | 'integer' | 'smallint' | 'bigint' | 'boolean' | 'float8';

export interface FactTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
}

/** What the writer adds to every fact. */
export const SYNCED: Readonly<Record<string, ColumnType>> = {
  id: 'uuid', source_system: 'text', source_key: 'text', source_version: 'timestamptz', source_rank: 'smallint', content_hash: 'text',
  run_id: 'bigint', inbox_id: 'bigint', inbox_index: 'integer', patient_numbers_of: 'text', patient_id: 'text', beneficiary_id: 'uuid', confidential: 'boolean',
};

const VALUE: Readonly<Record<string, ColumnType>> = {
  item_code: 'text', item_name: 'text', identity_code: 'text', value_text: 'text', value_number: 'float8', comparator: 'text',
  value_kind: 'text', value_ordinal: 'float8', unit: 'text', range_text: 'text', range_low: 'float8', range_high: 'float8',
  range_expected: 'text', flag: 'text', flag_source: 'text', flag_disagrees: 'boolean', critical: 'boolean',
};

/** What a part repeats of its fact. */
export const OWNED: Readonly<Record<string, ColumnType>> = { beneficiary_id: 'uuid', confidential: 'boolean' };

export const REGISTRATION: FactTable = {
  name: 'registration',
  columns: {
    ...SYNCED, registered_at: 'timestamptz', registration_class: 'text', emergency: 'boolean', department_code: 'text',
    department_name: 'text', doctor_code: 'text', doctor_name: 'text', vip: 'boolean', refunded: 'boolean', refunded_at: 'timestamptz',
    channel: 'text', queue_no: 'text', fee: 'text', status: 'text',
  },
};

export const VISIT: FactTable = {
  name: 'visit',
  columns: {
    ...SYNCED, visit_class: 'text', visit_type: 'text', visit_no: 'text', registration_no: 'text', inpatient_no: 'text',
    medical_record_no: 'text', admission_count: 'integer', registered_at: 'timestamptz', started_at: 'timestamptz',
    seen_at: 'timestamptz', ended_at: 'timestamptz', admission_department_code: 'text', department_code: 'text',
    department_name: 'text', ward_code: 'text', ward_name: 'text', bed_no: 'text', doctor_code: 'text', doctor_name: 'text',
    care_grade: 'text', admission_diagnosis: 'text', main_diagnosis_code: 'text', main_diagnosis: 'text', chief_complaint: 'text',
    organization_code: 'text', organization_name: 'text', charge_type: 'text', vip: 'boolean', status: 'text',
  },
};

export const VISIT_DIAGNOSIS: FactTable = {
  name: 'visit_diagnosis',
  columns: {
    visit_id: 'uuid', diagnosis_no: 'text', ...OWNED, kind: 'text', rank: 'integer', code: 'text', name: 'text',
    suspected: 'boolean', diagnosed_at: 'timestamptz',
  },
};

export const VISIT_TRANSFER: FactTable = {
  name: 'visit_transfer',
  columns: {
    visit_id: 'uuid', transfer_no: 'text', ...OWNED, kind: 'text', from_department_code: 'text', to_department_code: 'text',
    to_department_name: 'text', to_ward_code: 'text', to_bed_no: 'text', moved_at: 'timestamptz', cancelled: 'boolean',
  },
};

export const LAB_REPORT: FactTable = {
  name: 'lab_report',
  columns: {
    ...SYNCED, report_no: 'text', visit_no: 'text', patient_class: 'text', request_no: 'text', department_code: 'text',
    department_name: 'text', requesting_doctor: 'text', panel_code: 'text', panel_name: 'text', specimen: 'text',
    collected_at: 'timestamptz', received_at: 'timestamptz', tested_at: 'timestamptz', reported_at: 'timestamptz',
    verified_at: 'timestamptz', tester: 'text', verifier: 'text', status: 'text', revision: 'integer', patient_age_text: 'text',
    result_count: 'integer', abnormal_count: 'integer',
  },
};

export const LAB_RESULT: FactTable = {
  name: 'lab_result',
  columns: {
    report_id: 'uuid', result_no: 'text', line_no: 'integer', ...OWNED, ...VALUE, specimen: 'text', method: 'text',
    instrument: 'text', loinc: 'text', collected_at: 'timestamptz', effective: 'boolean', organism: 'text', susceptibility: 'text',
    critical_notified_at: 'timestamptz', critical_notified_to: 'text', critical_handled_at: 'timestamptz',
  },
};

export const CHECKUP: FactTable = {
  name: 'checkup',
  columns: {
    ...SYNCED, checkup_no: 'text', year: 'integer', checkup_date: 'date', concluded_date: 'date', package_name: 'text',
    work_unit: 'text', chief_doctor: 'text', conclusion: 'text', advice: 'text', status: 'text', revision: 'integer',
    abnormal_count: 'integer',
  },
};

export const CHECKUP_SECTION: FactTable = {
  name: 'checkup_section',
  columns: {
    checkup_id: 'uuid', section_no: 'text', ...OWNED, department_code: 'text', department_name: 'text', group_name: 'text',
    summary: 'text', doctor: 'text', examined_at: 'timestamptz',
  },
};

export const CHECKUP_ITEM: FactTable = {
  name: 'checkup_item',
  columns: {
    checkup_id: 'uuid', item_no: 'text', section_no: 'text', line_no: 'integer', ...OWNED, state: 'text', ...VALUE,
  },
};
