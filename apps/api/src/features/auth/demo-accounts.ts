import type { NewAccount } from './new-account.js';

const CADRE_WARD = '100110';
const at = (role: string, username: string, name: string, departmentCode: string | null, staffNo: string | null = null): NewAccount => ({
  role, username, name: `${name}（演示）`, departmentCode, staffNo, demo: true,
});

/** One generated account per staff role; the doctor is the simulated hospital's first doctor of the cadre ward. */
export const DEMO_ACCOUNTS: readonly NewAccount[] = [
  at('HOSPITAL_LEADER', 'leader', '院领导', '4005'),
  at('OFFICE_DIRECTOR', 'office.director', '干保办主任', '4001'),
  at('OFFICE_STAFF', 'office.staff', '干保办人员', '4001'),
  at('DEPT_DIRECTOR', 'dept.director', '科主任', CADRE_WARD),
  at('HEAD_NURSE', 'head.nurse', '护士长', CADRE_WARD),
  at('DOCTOR', 'doctor', '医生', CADRE_WARD, '10011001'),
  at('NURSE', 'nurse', '护士', CADRE_WARD),
  at('GUIDE', 'guide', '导医', null),
  at('SYS_ADMIN', 'sys.admin', '系统管理员', '4004'),
  at('SEC_ADMIN', 'sec.admin', '安全管理员', '4004'),
  at('AUDITOR', 'auditor', '安全审计员', '4004'),
];
