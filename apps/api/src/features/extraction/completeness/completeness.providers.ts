import { FullScan } from './full-scan.service.js';
import { NightlyScans } from './nightly-scans.service.js';
import { Removal } from './removal.service.js';
import { ReusedKeys } from './reused-keys.js';
import { ScanDecisions } from './scan-decisions.service.js';
import { ScanLedger } from './scan-ledger.js';
import { ScansController } from './scans.controller.js';
import { ScanQueries } from './scans.queries.js';

export const COMPLETENESS_CONTROLLERS = [ScansController];

/** Nothing lost, nothing kept that is gone: full scans, comparisons with the sources. */
export const COMPLETENESS_PROVIDERS = [FullScan, NightlyScans, Removal, ReusedKeys, ScanDecisions, ScanLedger, ScanQueries];
