import type { StreamSpec, Target } from '@cadre/connector-kit/connector';

/** A field that a target knows: whether it has to be there, and which table turns its codes into ours. */
export interface TargetField {
  readonly field: string;
  readonly required: boolean;
  readonly codes?: string;
}

export interface TargetShape {
  /** Chinese, for the screen. */
  readonly label: string;
  /** Our fields that identify a record. */
  readonly key: readonly string[];
  readonly fields: readonly TargetField[];
  readonly parts: Readonly<Record<string, readonly TargetField[]>>;
}

/** `reportNo! status!:report-status unit`: `!` has to be there, `:` names a code table. */
const fields = (line: string): TargetField[] =>
  line.split(/\s+/).map((word) => {
    const [name, codes] = word.split(':') as [string, string | undefined];
    return { field: name.replace('!', ''), required: name.endsWith('!'), ...(codes ? { codes } : {}) };
  });

const shape = (
  label: string,
  key: string,
  line: string,
  parts: Readonly<Record<string, string>> = {},
): TargetShape => ({
  label,
  key: [key],
  fields: fields(line),
  parts: Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, fields(text)])),
});

const DIAGNOSES = 'diagnosisNo! kind!:diagnosis-kind rank code name! suspected diagnosedAt';
const DEPARTMENT = 'departmentCode departmentName';

/** Fields without which a record of this stream can never be stored, and which its mapping does not name. */
export function missingFields({ target, mapping }: Pick<StreamSpec, 'target' | 'mapping'>): readonly string[] {
  return TARGET_SHAPES[target].fields
    .filter(({ field, required }) => required && !(field in mapping.fields))
    .map(({ field }) => field);
}

/** The fields that each target takes; a field that is not named here is not stored. */
export const TARGET_SHAPES: Readonly<Record<Target, TargetShape>> = {
  patient: shape(
    '患者主档',
    'patientId',
    'patientId! name! sex:sex birthDate idCardNo phone workUnit chargeType:charge-type insuranceNo socialSecurityNo careCardNo vipFlag aliasName allergies cancelled mergedInto changedAt!',
  ),
  'patient-merge': shape(
    '患者合并',
    'mergeId',
    'mergeId! fromPatientId! intoPatientId! action!:merge-action changedAt!',
  ),
  registration: shape(
    '挂号',
    'registrationNo',
    `registrationNo! patientId! registeredAt! registrationClass emergency ${DEPARTMENT} doctorCode doctorName vip refunded refundedAt channel queueNo fee status changedAt!`,
  ),
  'outpatient-visit': shape(
    '门诊就诊',
    'visitNo',
    `visitNo! registrationNo patientId! patientName visitType visitClass!:visit-class registeredAt seenAt finishedAt departmentCode! departmentName doctorCode doctorName mainDiagnosisCode mainDiagnosis chiefComplaint organizationCode organizationName chargeType:charge-type status!:outpatient-status changedAt!`,
    { diagnoses: DIAGNOSES },
  ),
  'inpatient-visit': shape(
    '住院',
    'visitNo',
    `visitNo! patientId! patientName inpatientNo medicalRecordNo admissionCount admittedAt! dischargedAt admissionDepartmentCode departmentCode! departmentName wardCode wardName bedNo doctorCode doctorName careGrade admissionDiagnosis mainDiagnosisCode mainDiagnosis status!:inpatient-status visitType chargeType:charge-type changedAt!`,
    {
      diagnoses: DIAGNOSES,
      transfers: 'transferNo! kind!:transfer-kind fromDepartmentCode toDepartmentCode movedAt! cancelled',
    },
  ),
  'lab-report': shape(
    '检验报告',
    'reportNo',
    `reportNo! visitNo patientId! patientName patientSex:sex patientAgeText patientClass:patient-class requestNo ${DEPARTMENT} requestingDoctor collectedAt receivedAt testedAt reportedAt verifiedAt panelCode panelName specimen tester verifier status!:report-status revision changedAt!`,
    { results: 'resultNo! lineNo itemCode itemName! valueText unit rangeText rangeLow rangeHigh flagText critical criticalNotifiedAt criticalNotifiedTo criticalHandledAt organism susceptibility' },
  ),
  checkup: shape(
    '体检',
    'checkupNo',
    'checkupNo! patientId! personName sex:sex birthDate idCardNo phone workUnit insuranceNo careCardNo packageName year checkupDate concludedDate chiefDoctor conclusion advice status!:checkup-status revision changedAt!',
    {
      sections: `sectionNo! ${DEPARTMENT} groupName summary doctor examinedAt`,
      items: 'itemNo! sectionNo itemCode itemName! valueText unit rangeText flagText state:item-state lineNo',
    },
  ),
  order: shape(
    '住院医嘱',
    'orderNo',
    'orderNo! patientId! visitNo patientClass:patient-class groupNo category!:order-category term:order-term itemCode itemName! specification dose doseUnit route frequency frequencyCode quantity quantityUnit orderedAt! startedAt stoppedAt departmentCode departmentName status!:order-status changedAt!',
  ),
  prescription: shape(
    '门诊处方',
    'prescriptionNo',
    `prescriptionNo! patientId! visitNo registrationNo prescribedAt! ${DEPARTMENT} doctorName doctorCode kind:prescription-kind diagnosis amount chargeType:charge-type status:prescription-status changedAt!`,
    {
      items:
        'itemNo! groupNo drugCode drugName! specification dose doseUnit route frequency frequencyCode days quantity quantityUnit lineNo',
    },
  ),
  surgery: shape(
    '手术',
    'surgeryNo',
    `surgeryNo! patientId! visitNo requestNo status!:surgery-status scheduledAt startedAt endedAt ${DEPARTMENT} preDiagnosis postDiagnosis anesthesia surgeonName emergency changedAt!`,
    { procedures: 'procedureNo! rank code name! level' },
  ),
  consultation: shape(
    '会诊',
    'consultationNo',
    'consultationNo! patientId! visitNo kind:consultation-kind status!:consultation-status requestedAt! startedAt endedAt reason purpose changedAt!',
    { participants: `participantNo! ${DEPARTMENT} doctorName opinion` },
  ),
  'clinical-note': shape(
    '病历文书',
    'noteNo',
    `noteNo! patientId! visitNo patientClass:patient-class typeCode!:note-type title! author ${DEPARTMENT} writtenAt signedAt! revision format!:note-format body! status!:note-status changedAt!`,
  ),
  'exam-report': shape(
    '检查报告',
    'examNo',
    `examNo! patientId! visitNo patientClass:patient-class requestNo accessionNo studyUid category!:exam-category modality itemCode itemName! bodyPart ${DEPARTMENT} requestingDoctor requestedAt examinedAt! reportedAt verifiedAt reporter verifier findings impression advice positive critical hasImages status!:report-status revision changedAt!`,
  ),
  'imaging-study': shape('影像检查', 'studyUid', 'studyUid! patientId! accessionNo bodyPart startedAt! changedAt!'),
  appointment: shape(
    '预约',
    'appointmentNo',
    `appointmentNo! patientId! kind!:appointment-kind itemName ${DEPARTMENT} doctorCode doctorName appointedAt! slotNo queueNo status!:appointment-status bookedAt channel visitNo changedAt!`,
  ),
  slot: shape(
    '号源',
    'slotNo',
    'slotNo! date! session:slot-session departmentCode! departmentName doctorCode doctorName registrationClass total! used fee stopped status changedAt!',
  ),
  department: shape(
    '科室',
    'departmentCode',
    'departmentCode! name! parentCode kind:department-kind ratedBeds standardCode active changedAt!',
  ),
  staff: shape('人员', 'staffNo', 'staffNo! name! departmentCode position title expert active changedAt!'),
};
