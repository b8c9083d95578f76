import type { ItemOutcome } from './job-stopped.js';
import type { JobStore, TakenJob } from './job-store.js';

const SAY_EVERY_MS = 400;

/** A job while its handler works on it. */
export class JobInHand<Asked extends object = object> {
  private saidAt = 0;

  constructor(
    private readonly taken: TakenJob,
    private readonly store: JobStore,
    /** Aborted when the handler has to stop; its reason is a {@link JobStopped}. */
    readonly signal: AbortSignal,
  ) {}

  get id(): string {
    return this.taken.id;
  }

  /** What was asked for, as `Jobs.submit` took it. */
  get asked(): Asked {
    return this.taken.asked as Asked;
  }

  /** 1 at the first try. */
  get attempt(): number {
    return this.taken.attempts;
  }

  /** Says how far it is, and stops the handler when it has to: call it at least once a second. `total` null: not known. */
  async progress(done: number, total: number | null): Promise<void> {
    this.signal.throwIfAborted();
    if (done !== total && Date.now() - this.saidAt < SAY_EVERY_MS) return;
    this.saidAt = Date.now();
    await this.store.progress(this.taken, done, total);
  }

  /** Things (by id) that were settled in an earlier try. */
  settled(): Promise<ReadonlySet<string>> {
    return this.store.settled(this.taken);
  }

  /** How one thing ended; it also counts as progress. `ref` is an id, `message` Chinese without data of people. */
  async settle(ref: string, outcome: ItemOutcome, message: string | null = null): Promise<void> {
    this.signal.throwIfAborted();
    await this.store.settle(this.taken, { ref, outcome, message });
  }

  /** How many things there are to settle. */
  async expect(total: number): Promise<void> {
    this.signal.throwIfAborted();
    await this.store.expect(this.taken, total);
  }
}
