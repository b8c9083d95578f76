import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { Incoming } from './incoming.js';
import type { Verdict } from './run-counts.js';
import type { ActiveSource } from './source-registry.js';

interface Waiting {
  readonly incoming: readonly Incoming[];
  readonly done: (verdicts: Verdict[]) => void;
  readonly failed: (problem: unknown) => void;
}

const MOST_RECORDS = 200;

/**
 * One lane a stream. While one delivery is being committed the messages that arrive gather, and the next transaction
 * takes them together: with many senders the cost of a commit is shared, with one sender nothing waits.
 */
export class PushLane {
  private readonly queue: Waiting[] = [];
  private running = false;

  constructor(
    private source: ActiveSource,
    private stream: StreamSpec,
    private readonly write: (source: ActiveSource, stream: StreamSpec, incoming: readonly Incoming[]) => Promise<Verdict[]>,
  ) {}

  /** A mapping that was activated, or a code that was entered, counts for whatever is delivered from now on. */
  follow(source: ActiveSource, stream: StreamSpec): this {
    this.source = source;
    this.stream = stream;
    return this;
  }

  /** Answers after the commit. */
  take(incoming: readonly Incoming[]): Promise<Verdict[]> {
    const answer = new Promise<Verdict[]>((done, failed) => this.queue.push({ incoming, done, failed }));
    if (!this.running) void this.work();
    return answer;
  }

  private async work(): Promise<void> {
    this.running = true;
    while (this.queue.length) await this.deliver(this.next());
    this.running = false;
  }

  private next(): Waiting[] {
    let records = 0;
    let messages = 0;
    while (messages < this.queue.length && (messages === 0 || records + this.queue[messages]!.incoming.length <= MOST_RECORDS)) {
      records += this.queue[messages]!.incoming.length;
      messages += 1;
    }
    return this.queue.splice(0, messages);
  }

  private async deliver(together: readonly Waiting[]): Promise<void> {
    try {
      const verdicts = await this.write(this.source, this.stream, together.flatMap(({ incoming }) => incoming));
      let from = 0;
      for (const { incoming, done } of together) {
        done(verdicts.slice(from, from + incoming.length));
        from += incoming.length;
      }
    } catch (problem) {
      for (const { failed } of together) failed(problem);
    }
  }
}
