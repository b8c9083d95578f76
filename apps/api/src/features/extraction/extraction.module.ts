import { Module } from '@nestjs/common';
import { ResultsModule } from '../results/results.module.js';
import { RosterModule } from '../roster/roster.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { SmsModule } from '../sms/sms.module.js';
import { Backfill } from './backfill.js';
import { COMPLETENESS_CONTROLLERS, COMPLETENESS_PROVIDERS } from './completeness/completeness.providers.js';
import { CONSOLE_CONTROLLERS, CONSOLE_PROVIDERS } from './console/console.providers.js';
import { Consequences } from './consequences.js';
import { HistoryModule } from './history.module.js';
import { ImageIndex } from './image-index.js';
import { Inbox } from './inbox.js';
import { InboxKeeping } from './inbox-keeping.js';
import { LaneRunner } from './lane-runner.js';
import { LanesService } from './lanes.service.js';
import { ManualRunService } from './manual-run.service.js';
import { PageTransaction } from './page-transaction.js';
import { PageWriter } from './page-writer.js';
import { PullRunService } from './pull-run.service.js';
import { PushIntakeService } from './push-intake.service.js';
import { PushRuns } from './push-runs.js';
import { QuarantineController } from './quarantine.controller.js';
import { QuarantineQueries } from './quarantine.queries.js';
import { RawKeeper } from './raw-keeper.js';
import { Recognition } from './recognition.js';
import { RefusedMessages } from './refused-messages.js';
import { ReplayRecord } from './replay-record.js';
import { ReplayService } from './replay.service.js';
import { RunLedger } from './run-ledger.js';
import { RunQueries } from './runs.queries.js';
import { RunsController } from './runs.controller.js';
import { Quarantine } from './set-aside.js';
import { SourceCheck } from './source-check.js';
import { SourceFile } from './source-file.js';
import { SourceQueries } from './sources.queries.js';
import { SourceRegistry } from './source-registry.js';
import { SourcesController } from './sources.controller.js';
import { StudyImages } from './study-images.port.js';
import { StudyImagesService } from './study-images.service.js';
import { StudyPictures } from './study-pictures.port.js';
import { StudyPicturesService } from './study-pictures.service.js';
import { SourceState } from './source-state.js';
import { VisitAccess } from './visit-access.js';

/** Reading the hospital's systems: what is due, what came, what became of it. */
@Module({
  imports: [ResultsModule, HistoryModule, RosterModule, SettingsModule, SmsModule],
  controllers: [SourcesController, RunsController, QuarantineController, ...CONSOLE_CONTROLLERS, ...COMPLETENESS_CONTROLLERS],
  providers: [
    // what came: mapped, recognised, stored or set aside
    PageWriter, PageTransaction, Consequences, ImageIndex, Recognition, RawKeeper, Inbox, InboxKeeping, Quarantine, VisitAccess,
    // who reads: lanes by the clock, messages by push, people by hand
    LanesService, LaneRunner, PullRunService, Backfill, PushIntakeService, PushRuns, RefusedMessages, ManualRunService, ReplayRecord, ReplayService,
    // where it stands
    RunLedger, RunQueries, QuarantineQueries, SourceCheck, SourceFile, SourceQueries, SourceRegistry, SourceState,
    // what is fetched for somebody who looks
    { provide: StudyPictures, useClass: StudyPicturesService },
    { provide: StudyImages, useClass: StudyImagesService },
    // what is still missing, what is gone
    ...COMPLETENESS_PROVIDERS,
    // what operators see and set
    ...CONSOLE_PROVIDERS,
  ],
  exports: [StudyPictures, StudyImages],
})
export class ExtractionModule {}
