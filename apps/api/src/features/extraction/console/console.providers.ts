import { AlarmLooks } from './alarms/alarm-looks.js';
import { AlarmRulesController } from './alarms/alarm-rules.controller.js';
import { AlarmRulesService } from './alarms/alarm-rules.service.js';
import { AlarmWatch } from './alarms/alarm-watch.js';
import { CodeMapsController } from './codes/code-maps.controller.js';
import { CodeMapQueries } from './codes/code-maps.queries.js';
import { CodeMapImporter } from './codes/code-map.importer.js';
import { CodeMapsService } from './codes/code-maps.service.js';
import { ConnectorOverlay } from './connector-overlay.js';
import { InboxQueries } from './failures/inbox.queries.js';
import { KeptPayloads } from './failures/kept-payloads.js';
import { PayloadsController } from './failures/payloads.controller.js';
import { PayloadsService } from './failures/payloads.service.js';
import { ReplayRunner } from './failures/replay-runner.js';
import { ReplayTasksController } from './failures/replay-tasks.controller.js';
import { ReplayTaskQueries } from './failures/replay-tasks.queries.js';
import { ReplayTasksService } from './failures/replay-tasks.service.js';
import { ReplayWorker } from './failures/replay-worker.js';
import { ConnectorsController } from './mappings/connectors.controller.js';
import { ConnectorsService } from './mappings/connectors.service.js';
import { DryRunService } from './mappings/dry-run.service.js';
import { GoldenSamplesService } from './mappings/golden-samples.service.js';
import { Rehearsal } from './mappings/rehearsal.js';
import { SampleRows } from './mappings/sample-rows.js';
import { StreamVersionsController } from './mappings/stream-versions.controller.js';
import { StreamVersionQueries } from './mappings/stream-versions.queries.js';
import { StreamVersionsService } from './mappings/stream-versions.service.js';
import { RunCancelService } from './runs/run-cancel.service.js';
import { RunPartsController } from './runs/run-parts.controller.js';
import { RunPartQueries } from './runs/run-parts.queries.js';
import { SourceDiscovery } from './sources/source-discovery.js';
import { SourceSettingsController } from './sources/source-settings.controller.js';
import { SourceSettingsQueries } from './sources/source-settings.queries.js';
import { SourceSettingsService } from './sources/source-settings.service.js';
import { VisiblePatients } from './visible-patients.js';

/** What operators see and set; part of the extraction module, listed here to keep its table of contents readable. */
export const CONSOLE_CONTROLLERS = [
  SourceSettingsController,
  ConnectorsController,
  StreamVersionsController,
  CodeMapsController,
  ReplayTasksController,
  PayloadsController,
  RunPartsController,
  AlarmRulesController,
];
export const CONSOLE_PROVIDERS = [
  ConnectorOverlay,
  VisiblePatients,
  SourceSettingsQueries,
  SourceSettingsService,
  SourceDiscovery,
  ConnectorsService,
  StreamVersionQueries,
  StreamVersionsService,
  GoldenSamplesService,
  SampleRows,
  Rehearsal,
  DryRunService,
  CodeMapQueries,
  CodeMapImporter,
  CodeMapsService,
  ReplayTaskQueries,
  ReplayTasksService,
  ReplayWorker,
  ReplayRunner,
  KeptPayloads,
  PayloadsService,
  InboxQueries,
  RunPartQueries,
  RunCancelService,
  AlarmRulesService,
  AlarmLooks,
  AlarmWatch,
];
