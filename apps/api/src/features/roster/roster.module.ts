import { Module } from '@nestjs/common';
import { HistoryModule } from '../extraction/history.module.js';
import { AccessUpkeep } from './access-upkeep.port.js';
import { AlertProfilesController } from './alerts/alert-profiles.controller.js';
import { AlertSettingsController } from './alerts/alert-settings.controller.js';
import { AlertSettings } from './alerts/alert-settings.queries.js';
import { AlertWatch } from './alerts/alert-watch.service.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { Alerts } from './alerts/alerts.queries.js';
import { AccessUpkeepService } from './access-upkeep.service.js';
import { BeneficiariesController } from './beneficiaries.controller.js';
import { BeneficiaryQueries } from './beneficiaries.queries.js';
import { Contacts } from './contacts.service.js';
import { EnrolmentService } from './enrolment.service.js';
import { IdentityResolver } from './identity-resolver.port.js';
import { IdentityResolverService } from './identity-resolver.service.js';
import { LikePeopleQueries } from './like-people.queries.js';
import { LinkMoves } from './link-moves.queries.js';
import { MatchCandidatesController } from './match-candidates.controller.js';
import { MatchCandidateQueries } from './match-candidates.queries.js';
import { MatchDecisions } from './match-decisions.service.js';
import { MatchEvidence } from './match-evidence.queries.js';
import { MatchLinking } from './match-linking.service.js';
import { MatchWrites } from './match-writes.queries.js';
import { MergeQuestions } from './merge-questions.service.js';
import { MergeRecords } from './merge-records.queries.js';
import { NewPersonService } from './new-person.service.js';
import { PatientMerge } from './patient-merge.service.js';
import { PeopleSearchController } from './people-search.controller.js';
import { PeopleSearchQueries } from './people-search.queries.js';
import { PersonAdminController } from './person-admin.controller.js';
import { PersonChangeQueries } from './person-changes.queries.js';
import { PersonEdit } from './person-edit.service.js';
import { PersonFacts } from './person-facts.queries.js';
import { PersonPartsController } from './person-parts.controller.js';
import { PersonParts } from './person-parts.queries.js';
import { PersonRecord } from './person-record.queries.js';
import { PersonStanding } from './person-standing.service.js';
import { PersonSourcesController } from './person-sources.controller.js';
import { PersonSources } from './person-sources.service.js';
import { PersonQueries } from './person.queries.js';
import { Policies } from './policies.service.js';
import { RosterPolicies } from './roster-policies.service.js';
import { RosterRows } from './roster-rows.service.js';
import { RosterImporter } from './roster.importer.js';
import { RosterFileService } from './roster-file.service.js';

/** People under care: the roster, finding them, recognising them in what the sources tell. */
@Module({
  imports: [HistoryModule],
  controllers: [BeneficiariesController, MatchCandidatesController, PeopleSearchController, PersonAdminController, PersonPartsController, PersonSourcesController, AlertsController, AlertProfilesController, AlertSettingsController],
  providers: [
    BeneficiaryQueries, EnrolmentService, MatchCandidateQueries, MatchDecisions, MatchEvidence, MatchLinking, MatchWrites, NewPersonService,
    LinkMoves, MergeQuestions, MergeRecords, PatientMerge, PeopleSearchQueries, PersonFacts, PersonQueries, RosterFileService,
    Alerts, AlertSettings, AlertWatch, Contacts, LikePeopleQueries, PersonChangeQueries, PersonEdit, PersonParts, PersonRecord, PersonSources, PersonStanding, Policies, RosterImporter, RosterPolicies, RosterRows,
    { provide: AccessUpkeep, useClass: AccessUpkeepService },
    { provide: IdentityResolver, useClass: IdentityResolverService },
  ],
  exports: [AccessUpkeep, IdentityResolver],
})
export class RosterModule {}
