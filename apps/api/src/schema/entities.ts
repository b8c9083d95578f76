import { ArchiveDelivery } from './archive/archive-delivery.entity.js';
import { ArchiveFile } from './archive/archive-file.entity.js';
import { ArchiveNotice } from './archive/archive-notice.entity.js';
import { ArchiveRuleSet } from './archive/archive-rule-set.entity.js';
import { ArchiveTemplate } from './archive/archive-template.entity.js';
import { ArchiveTemplateVersion } from './archive/archive-template-version.entity.js';
import { ArchiveVersion } from './archive/archive-version.entity.js';
import { Appointment } from './booking/appointment.entity.js';
import { DutyLog } from './booking/duty-log.entity.js';
import { MissionPerson, MissionStaff } from './booking/mission-parts.entity.js';
import { Mission } from './booking/mission.entity.js';
import { ReceptionStaff } from './booking/reception-staff.entity.js';
import { Reception } from './booking/reception.entity.js';
import { Slot } from './booking/slot.entity.js';
import { ClinicalNote } from './care/clinical-note.entity.js';
import { ClinicalOrder } from './care/clinical-order.entity.js';
import { ConsultationParticipant } from './care/consultation-participant.entity.js';
import { Consultation } from './care/consultation.entity.js';
import { ExamReport } from './care/exam-report.entity.js';
import { PrescriptionItem } from './care/prescription-item.entity.js';
import { Prescription } from './care/prescription.entity.js';
import { SurgeryProcedure } from './care/surgery-procedure.entity.js';
import { Surgery } from './care/surgery.entity.js';
import { CheckupItem } from './checkups/checkup-item.entity.js';
import { CheckupSection } from './checkups/checkup-section.entity.js';
import { Checkup } from './checkups/checkup.entity.js';
import { CheckupSummary } from './checkups/checkup-summary.entity.js';
import { Recall } from './care/recall.entity.js';
import { SummarySnippet } from './checkups/summary-snippet.entity.js';
import { AlarmRule } from './extraction/alarm-rule.entity.js';
import { AlarmState } from './extraction/alarm-state.entity.js';
import { AllowedHost } from './extraction/allowed-host.entity.js';
import { BackfillRequest } from './extraction/backfill-request.entity.js';
import { ConnectorDefinition } from './extraction/connector-definition.entity.js';
import { FullScan } from './extraction/full-scan.entity.js';
import { NoticeRead } from './extraction/notice-read.entity.js';
import { Notice } from './extraction/notice.entity.js';
import { Quarantine } from './extraction/quarantine.entity.js';
import { ReconciliationDay } from './extraction/reconciliation-day.entity.js';
import { ReconciliationDifference } from './extraction/reconciliation-difference.entity.js';
import { ReconciliationRun } from './extraction/reconciliation-run.entity.js';
import { RemovalCandidate } from './extraction/removal-candidate.entity.js';
import { RemovedKey } from './extraction/removed-key.entity.js';
import { ReplayItem } from './extraction/replay-item.entity.js';
import { ReplayTask } from './extraction/replay-task.entity.js';
import { SourceStream } from './extraction/source-stream.entity.js';
import { Source } from './extraction/source.entity.js';
import { StreamVersion } from './extraction/stream-version.entity.js';
import { SyncBatch } from './extraction/sync-batch.entity.js';
import { SyncInboxError } from './extraction/sync-inbox-error.entity.js';
import { SyncInbox } from './extraction/sync-inbox.entity.js';
import { SyncRun } from './extraction/sync-run.entity.js';
import { ImagingSeries } from './imaging/imaging-series.entity.js';
import { ImagingStudy } from './imaging/imaging-study.entity.js';
import { BackgroundJobItem } from './jobs/background-job-item.entity.js';
import { BackgroundJob } from './jobs/background-job.entity.js';
import { ImportBatch } from './jobs/import-batch.entity.js';
import { ImportRow } from './jobs/import-row.entity.js';
import { StoredFilePerson } from './jobs/stored-file-person.entity.js';
import { StoredFile } from './jobs/stored-file.entity.js';
import { AppUser } from './organization/app-user.entity.js';
import { Clearance } from './organization/clearance.entity.js';
import { DepartmentName } from './organization/department-name.entity.js';
import { Department } from './organization/department.entity.js';
import { ProvisioningRule } from './organization/provisioning-rule.entity.js';
import { ExternalIdentity } from './organization/external-identity.entity.js';
import { ExternalStep } from './organization/external-step.entity.js';
import { PasswordHistory } from './organization/password-history.entity.js';
import { RecoveryCode } from './organization/recovery-code.entity.js';
import { PresetOffer } from './organization/preset-offer.entity.js';
import { RightsChange } from './organization/rights-change.entity.js';
import { RolePerson } from './organization/role-person.entity.js';
import { UserOverride } from './organization/user-override.entity.js';
import { RolePermission } from './organization/role-permission.entity.js';
import { Role } from './organization/role.entity.js';
import { SecondFactorEnrolment } from './organization/second-factor-enrolment.entity.js';
import { Session } from './organization/session.entity.js';
import { SignInAttempt } from './organization/sign-in-attempt.entity.js';
import { Staff } from './organization/staff.entity.js';
import { UserDepartment } from './organization/user-department.entity.js';
import { UserPreference } from './organization/user-preference.entity.js';
import { UserRole } from './organization/user-role.entity.js';
import { UserStaffCode } from './organization/user-staff-code.entity.js';
import { BeneficiaryIdentifier } from './people/beneficiary-identifier.entity.js';
import { Beneficiary } from './people/beneficiary.entity.js';
import { CareIdentity } from './people/care-identity.entity.js';
import { CareDay } from './figures/care-day.entity.js';
import { CareSet, CareSetMonth, CareSetStale } from './figures/care-set.entity.js';
import { CareEvent } from './figures/care-event.entity.js';
import { FigureCheck } from './figures/figure-check.entity.js';
import { SnapshotChange } from './figures/snapshot-change.entity.js';
import { WorkReport } from './figures/work-report.entity.js';
import { WorkReportLock } from './figures/work-report-lock.entity.js';
import { CareTeamMember } from './people/care-team-member.entity.js';
import { CareAlertRule } from './people/alert-rule.entity.js';
import { AlertSetting } from './people/alert-setting.entity.js';
import { InsurancePolicy } from './people/insurance-policy.entity.js';
import { MatchCandidate } from './people/match-candidate.entity.js';
import { PatientLink } from './people/patient-link.entity.js';
import { PatientMergeRecord } from './people/patient-merge.entity.js';
import { PersonAlert } from './people/person-alert.entity.js';
import { PersonContact } from './people/person-contact.entity.js';
import { PersonAccess } from './people/person-access.entity.js';
import { PersonToken } from './people/person-token.entity.js';
import { WithdrawnFact } from './people/withdrawn-fact.entity.js';
import { AbnormalFinding } from './results/abnormal-finding.entity.js';
import { PhoneAccount } from './portal/phone-account.entity.js';
import { PhoneAct } from './portal/phone-act.entity.js';
import { PhoneMessage } from './portal/phone-message.entity.js';
import { PhoneSession } from './portal/phone-session.entity.js';
import { LabReport } from './results/lab-report.entity.js';
import { LabResult } from './results/lab-result.entity.js';
import { LabVariation } from './results/lab-variation.entity.js';
import { ReportPrint } from './results/report-print.entity.js';
import { AccessTrail } from './system/access-trail.entity.js';
import { AuditArchive } from './system/audit-archive.entity.js';
import { AuditChain } from './system/audit-chain.entity.js';
import { AuditFinding } from './system/audit-finding.entity.js';
import { AuditRule } from './system/audit-rule.entity.js';
import { ChangeLog } from './system/change-log.entity.js';
import { CodeMapping } from './system/code-mapping.entity.js';
import { Heartbeat } from './system/heartbeat.entity.js';
import { NoteText } from './care/note-text.entity.js';
import { RestrictedNoteWord } from './care/restricted-note-word.entity.js';
import { VisitSeen } from './visits/visit-seen.entity.js';
import { SavedFilter } from './system/saved-filter.entity.js';
import { SystemEvent } from './system/system-event.entity.js';
import { Parameter } from './system/parameter.entity.js';
import { DictionaryItem } from './system/dictionary-item.entity.js';
import { DictionaryType } from './system/dictionary-type.entity.js';
import { DictionaryUse } from './system/dictionary-use.entity.js';
import { Registration } from './visits/registration.entity.js';
import { VisitDiagnosis } from './visits/visit-diagnosis.entity.js';
import { VisitTransfer } from './visits/visit-transfer.entity.js';
import { Visit } from './visits/visit.entity.js';
import { ConfidentialOpening } from './secrecy/confidential-opening.entity.js';
import { EmergencyTry } from './secrecy/emergency-try.entity.js';
import { SecrecyProposal } from './secrecy/secrecy-proposal.entity.js';
import { ImageTiming } from './results/image-timing.entity.js';

/** Every table, so that the migrations can be compared with what the code believes. */
export const ENTITIES = [
  ConfidentialOpening,
  EmergencyTry,
  SecrecyProposal,
  Appointment,
  Slot,
  ClinicalNote,
  ClinicalOrder,
  ConsultationParticipant,
  Consultation,
  ExamReport,
  PrescriptionItem,
  Prescription,
  SurgeryProcedure,
  Surgery,
  CheckupItem,
  CheckupSection,
  CheckupSummary,
  SummarySnippet,
  Recall,
  Reception, ReceptionStaff, Mission, MissionStaff, MissionPerson, DutyLog,
  Checkup,
  AllowedHost,
  AlarmRule,
  AlarmState,
  ConnectorDefinition,
  ReplayItem,
  ReplayTask,
  StreamVersion,
  SyncBatch,
  BackfillRequest,
  NoticeRead,
  Notice,
  Quarantine,
  SourceStream,
  Source,
  SyncInbox,
  FullScan,
  ReconciliationDay,
  ReconciliationDifference,
  ReconciliationRun,
  RemovalCandidate,
  RemovedKey,
  SyncInboxError,
  PatientMergeRecord,
  WithdrawnFact,
  SyncRun,
  ImagingSeries,
  ImagingStudy,
  BackgroundJob,
  BackgroundJobItem,
  ImportBatch,
  ImportRow,
  StoredFile,
  StoredFilePerson,
  AppUser,
  Clearance,
  DepartmentName,
  Department,
  ProvisioningRule,
  UserDepartment,
  UserStaffCode,
  PresetOffer,
  RightsChange,
  RolePerson,
  UserOverride,
  RolePermission,
  ImageTiming,
  Role,
  Session, PasswordHistory, ExternalIdentity, ExternalStep, RecoveryCode, SecondFactorEnrolment,
  SignInAttempt,
  Staff,
  UserPreference,
  UserRole,
  BeneficiaryIdentifier,
  Beneficiary,
  CareIdentity,
  CareTeamMember,
  CareDay, CareEvent, CareSet, CareSetMonth, CareSetStale, FigureCheck, SnapshotChange, WorkReport, WorkReportLock,
  CareAlertRule,
  AlertSetting,
  InsurancePolicy,
  PersonAlert,
  PersonContact,
  MatchCandidate,
  PatientLink,
  PersonAccess,
  PersonToken,
  LabReport,
  LabResult,
  LabVariation,
  AbnormalFinding,
  ReportPrint,
  AccessTrail,
  AuditArchive,
  AuditChain,
  AuditFinding,
  AuditRule,
  Heartbeat,
  SystemEvent,
  SavedFilter,
  NoteText, RestrictedNoteWord, VisitSeen,
  ChangeLog,
  CodeMapping,
  DictionaryItem,
  DictionaryType,
  DictionaryUse,
  Parameter,
  Registration,
  VisitDiagnosis,
  VisitTransfer,
  Visit,
  ArchiveDelivery,
  ArchiveFile,
  ArchiveNotice,
  ArchiveRuleSet,
  ArchiveTemplate,
  ArchiveTemplateVersion,
  ArchiveVersion,
  PhoneAccount, PhoneAct, PhoneMessage, PhoneSession,
];
