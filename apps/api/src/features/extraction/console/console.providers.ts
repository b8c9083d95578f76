import { ConnectorOverlay } from './connector-overlay.js';
import { SourceDiscovery } from './sources/source-discovery.js';
import { SourceSettingsController } from './sources/source-settings.controller.js';
import { SourceSettingsQueries } from './sources/source-settings.queries.js';
import { SourceSettingsService } from './sources/source-settings.service.js';

/** What operators see and set; part of the extraction module, listed here to keep its table of contents readable. */
export const CONSOLE_CONTROLLERS = [SourceSettingsController];
export const CONSOLE_PROVIDERS = [ConnectorOverlay, SourceSettingsQueries, SourceSettingsService, SourceDiscovery];
