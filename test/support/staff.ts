/** Somebody who works in the hospital, as the HIS tells it. */
export const staffRow = (staffNo: string, name: string, department: string): Record<string, unknown> => ({
  source_system: 'HIS', source_key: staffNo, source_version: '2026-01-01T00:00:00+08:00', source_rank: 1, content_hash: staffNo, staff_no: staffNo, name, department_code: department,
});
