import { Departures } from './departures.js';
import { FullScan } from './full-scan.service.js';
import { ManualReconciliation } from './manual-reconciliation.service.js';
import { NightlyReconciliation } from './nightly-reconciliation.service.js';
import { NightlyScans } from './nightly-scans.service.js';
import { ReconciliationLedger } from './reconciliation-ledger.js';
import { Reconciliation } from './reconciliation.service.js';
import { ReconciliationsController } from './reconciliations.controller.js';
import { ReconciliationQueries } from './reconciliations.queries.js';
import { Removal } from './removal.service.js';
import { Repull } from './repull.service.js';
import { ReusedKeys } from './reused-keys.js';
import { ScanDecisions } from './scan-decisions.service.js';
import { ScanLedger } from './scan-ledger.js';
import { ScansController } from './scans.controller.js';
import { ScanQueries } from './scans.queries.js';

export const COMPLETENESS_CONTROLLERS = [ScansController, ReconciliationsController];

/** Nothing lost, nothing kept that is gone. */
export const COMPLETENESS_PROVIDERS = [
  // full scans: what is gone at the source
  Departures, FullScan, NightlyScans, Removal, ReusedKeys, ScanDecisions, ScanLedger, ScanQueries,
  // comparisons: what is missing here
  ManualReconciliation, NightlyReconciliation, Reconciliation, ReconciliationLedger, ReconciliationQueries, Repull,
];
