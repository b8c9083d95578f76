import { AsyncLocalStorage } from 'node:async_hooks';

/** An export that goes on in the background: whoever writes rows says here how far it is and whom they are about. */
export interface ExportRun {
  /** How many rows there will be, when that is known beforehand. */
  expect(total: number): void;
  /** Throws when the export has to stop. */
  progress(done: number): Promise<void>;
  about(person: string): void;
}

const runs = new AsyncLocalStorage<ExportRun>();

/** Every export that `work` makes belongs to this run. */
export const inBackground = <T>(run: ExportRun, work: () => Promise<T>): Promise<T> => runs.run(run, work);

/** The run that the export being made belongs to; undefined while somebody waits for its answer. */
export const currentRun = (): ExportRun | undefined => runs.getStore();
