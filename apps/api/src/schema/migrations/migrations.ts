import { Foundation1800000000001 } from './0001-foundation.js';
import { Organization1800000000002 } from './0002-organization.js';
import { People1800000000003 } from './0003-people.js';
import { Visits1800000000004 } from './0004-visits.js';
import { Results1800000000005 } from './0005-results.js';
import { Extraction1800000000006 } from './0006-extraction.js';
import { CareRecords1800000000007 } from './0007-care-records.js';
import { Console1800000000009 } from './0009-console.js';
import { Completeness1800000000008 } from './0008-completeness.js';
import { Connections1800000000010 } from './0010-connections.js';
import { OrganizationAdmin1800000000011 } from './0011-organization-admin.js';
import { SignIn1800000000012 } from './0012-sign-in.js';
import { Audit1800000000014 } from './0014-audit.js';
import { Settings1800000000016 } from './0016-settings.js';
import { RosterAdmin1800000000017 } from './0017-roster-admin.js';
import { Rights1800000000018 } from './0018-rights.js';
import { Secrecy1800000000019 } from './0019-secrecy.js';
import { CheckupSummaries1800000000025 } from './0025-checkup-summaries.js';
import { SavedFilters1800000000022 } from './0022-saved-filters.js';
import { Figures1800000000021 } from './0021-figures.js';
import { AbnormalResults1800000000023 } from './0023-abnormal-results.js';
import { RightsInUse1800000000028 } from './0028-rights-in-use.js';
import { Archive1800000000024 } from './0024-archive.js';
import { RecordReading1800000000032 } from './0032-record-reading.js';
import { Jobs1800000000020 } from './0020-jobs.js';
import { Recalls1800000000026 } from './0026-recalls.js';
import { ArchiveUse1800000000034 } from './0034-archive-use.js';
import { FiguresCompared1800000000031 } from './0031-figures-compared.js';
import { Imports1800000000030 } from './0030-imports.js';
import { CountingOptions1800000000046 } from './0046-counting-options.js';
import { PersonSources1800000000060 } from './0060-person-sources.js';
import { ReachByBranch1800000000061 } from './0061-reach-by-branch.js';
import { IdentitiesWaiting1800000000062 } from './0062-identities-waiting.js';
import { WorkAttachments1800000000063 } from './0063-work-attachments.js';
import { LeanReach1800000000066 } from './0066-lean-reach.js';
import { PersonOverview1800000000067 } from './0067-person-overview.js';
import { ReachRemembered1800000000068 } from './0068-reach-remembered.js';
import { SealedAttachments1800000000069 } from './0069-sealed-attachments.js';
import { FiguresByDepartment1800000000070 } from './0070-figures-by-department.js';
import { QuarterReports1800000000071 } from './0071-quarter-reports.js';
import { DeceasedAt1800000000072 } from './0072-deceased-at.js';
import { LeanFigures1800000000065 } from './0065-lean-figures.js';
import { LeanRequests1800000000047 } from './0047-lean-requests.js';
import { PairsBesideTheHidden1800000000048 } from './0048-pairs-beside-the-hidden.js';
import { DutyLogs1800000000049 } from './0049-duty-logs.js';
import { KeptPlansOfFigures1800000000059 } from './0059-kept-plans-of-figures.js';
import { Receptions1800000000035 } from './0035-receptions.js';
import { NamesOfTheOpened1800000000038 } from './0038-names-of-the-opened.js';
import { PhoneAccounts1800000000036 } from './0036-phone-accounts.js';
import { ImportedAccounts1800000000037 } from './0037-imported-accounts.js';
import { NarrowedScopes1800000000039 } from './0039-narrowed-scopes.js';
import { ReportLines1800000000045 } from './0045-report-lines.js';
import { FigureSets1800000000044 } from './0044-figure-sets.js';
import { NarrowedScopesByBranch1800000000041 } from './0041-narrowed-scopes-by-branch.js';
import { ImageTiming1800000000040 } from './0040-image-timing.js';
import { RestrictedWords1800000000042 } from './0042-restricted-words.js';

/** In order; only added to, never changed once released. */
export const MIGRATIONS = [
  Foundation1800000000001,
  Organization1800000000002,
  People1800000000003,
  Visits1800000000004,
  Results1800000000005,
  Extraction1800000000006,
  CareRecords1800000000007,
  Console1800000000009,
  Completeness1800000000008,
  Connections1800000000010,
  OrganizationAdmin1800000000011,
  SignIn1800000000012,
  Audit1800000000014,
  Settings1800000000016,
  RosterAdmin1800000000017,
  Rights1800000000018,
  Secrecy1800000000019,
  CheckupSummaries1800000000025,
  SavedFilters1800000000022,
  Figures1800000000021,
  AbnormalResults1800000000023,
  RightsInUse1800000000028,
  Archive1800000000024,
  RecordReading1800000000032,
  Jobs1800000000020,
  Recalls1800000000026,
  ArchiveUse1800000000034,
  FiguresCompared1800000000031,
  Imports1800000000030,
  Receptions1800000000035,
  PhoneAccounts1800000000036,
  ImportedAccounts1800000000037,
  NamesOfTheOpened1800000000038,
  NarrowedScopes1800000000039,
  ImageTiming1800000000040,
  NarrowedScopesByBranch1800000000041,
  RestrictedWords1800000000042,
  FigureSets1800000000044,
  ReportLines1800000000045,
  CountingOptions1800000000046,
  LeanRequests1800000000047,
  PairsBesideTheHidden1800000000048,
  DutyLogs1800000000049,
  KeptPlansOfFigures1800000000059,
  PersonSources1800000000060,
  ReachByBranch1800000000061,
  IdentitiesWaiting1800000000062,
  WorkAttachments1800000000063,
  LeanReach1800000000066,
  PersonOverview1800000000067,
  LeanFigures1800000000065,
  ReachRemembered1800000000068,
  SealedAttachments1800000000069,
  FiguresByDepartment1800000000070,
  QuarterReports1800000000071,
  DeceasedAt1800000000072,
];
