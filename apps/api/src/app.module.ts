import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ConfigModule } from './config/config.module.js';
import type { EnvironmentValues } from './config/environment.js';
import { AppointmentsModule } from './features/appointments/appointments.module.js';
import { ArchiveModule } from './features/archive/archive.module.js';
import { AuditModule } from './features/audit/audit.module.js';
import { AuthModule } from './features/auth/auth.module.js';
import { BoardModule } from './features/board/board.module.js';
import { CheckupsModule } from './features/checkups/checkups.module.js';
import { ConsultationsModule } from './features/consultations/consultations.module.js';
import { DataAssetsModule } from './features/data-assets/data-assets.module.js';
import { ExamsModule } from './features/exams/exams.module.js';
import { ExtractionModule } from './features/extraction/extraction.module.js';
import { ImagingModule } from './features/imaging/imaging.module.js';
import { NotesModule } from './features/notes/notes.module.js';
import { OperationsModule } from './features/operations/operations.module.js';
import { OrdersModule } from './features/orders/orders.module.js';
import { OrganizationModule } from './features/organization/organization.module.js';
import { PortalModule } from './features/portal/portal.module.js';
import { RbacModule } from './features/rbac/rbac.module.js';
import { RecallsModule } from './features/recalls/recalls.module.js';
import { RegistrationsModule } from './features/registrations/registrations.module.js';
import { ReportPrintsModule } from './features/report-prints/report-prints.module.js';
import { ResultsModule } from './features/results/results.module.js';
import { RosterModule } from './features/roster/roster.module.js';
import { SavedFiltersModule } from './features/saved-filters/saved-filters.module.js';
import { SecrecyModule } from './features/secrecy/secrecy.module.js';
import { SettingsModule } from './features/settings/settings.module.js';
import { SmsModule } from './features/sms/sms.module.js';
import { StatsModule } from './features/stats/stats.module.js';
import { SurgeriesModule } from './features/surgeries/surgeries.module.js';
import { TransfersModule } from './features/transfers/transfers.module.js';
import { VisitsModule } from './features/visits/visits.module.js';
import { AccessModule } from './platform/access/access.module.js';
import { AuditChainModule } from './platform/audit/audit-chain.module.js';
import { CryptoModule } from './platform/crypto/crypto.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { FilesModule } from './platform/files/files.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { PdfModule } from './platform/pdf/pdf.module.js';
import { WordModule } from './platform/word/word.module.js';
import { QueryModule } from './platform/query/query.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';

/** The table of contents: what the platform offers, then one module a subject. */
@Module({})
export class AppModule {
  static of(values: EnvironmentValues): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(values),
        ScheduleModule.forRoot(),
        CryptoModule,
        DatabaseModule,
        AccessModule,
        AuditChainModule,
        HttpModule.with(AuthModule),
        PdfModule,
        WordModule,
        QueryModule,
        JobsModule.with(AuthModule, SmsModule),
        FilesModule,
        AuthModule,
        RbacModule,
        OrganizationModule,
        SettingsModule,
        SavedFiltersModule,
        SecrecyModule,
        SmsModule,
        AuditModule,
        OperationsModule,
        ExtractionModule,
        RosterModule,
        TransfersModule,
        VisitsModule,
        BoardModule,
        ResultsModule,
        ReportPrintsModule,
        CheckupsModule,
        RecallsModule,
        RegistrationsModule,
        OrdersModule,
        NotesModule,
        SurgeriesModule,
        ConsultationsModule,
        ExamsModule,
        ImagingModule,
        AppointmentsModule,
        DataAssetsModule,
        StatsModule,
        ArchiveModule,
        PortalModule,
      ],
    };
  }
}
