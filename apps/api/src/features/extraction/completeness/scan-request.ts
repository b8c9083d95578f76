import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { PullTransport } from '@cadre/connector-kit/pull-transport';
import type { Lease } from '../lease.js';
import type { ActiveSource } from '../source-registry.js';

/** A data set whose full read is over, and the run that it is part of. */
export interface ScanRequest {
  readonly source: ActiveSource;
  readonly stream: StreamSpec;
  readonly transport: PullTransport;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  readonly runId: number;
  /** Records that the first half, the full read, has fetched. */
  readonly fetched: number;
}
