/** How a line misbehaves. Everything but `ok` can be repaired by `ok`. */
export type FaultMode =
  | 'ok'
  | 'down'
  | 'slow'
  | 'error'
  | 'half'
  | 'garble'
  | 'false-ok'
  | 'same-page'
  | 'endless'
  | 'huge'
  | 'busy';
/** What a line to a database can do. */
export const LINE_FAULTS: readonly FaultMode[] = ['ok', 'down', 'slow', 'error', 'half', 'garble'];
/** What an HTTP service can do besides. */
export const SERVICE_FAULTS: readonly FaultMode[] = [...LINE_FAULTS, 'false-ok', 'same-page', 'endless', 'huge', 'busy'];

export interface Fault {
  readonly mode: FaultMode;
  /** `slow`: how long every chunk of an answer waits; `busy`: after how long to come again. */
  readonly ms?: number;
  /** `half`: after how many bytes of answers the line is cut; `huge`: how long the answer is; `garble`: one byte in so many is flipped (few: a login breaks too). */
  readonly bytes?: number;
}

/** The plug between the product and one system. */
export interface Line {
  /** The port it listens on; stays the same while it is down. */
  readonly port: number;
  /** The faults this kind of line knows. */
  readonly modes: readonly FaultMode[];
  fault(): Fault;
  /** Takes effect at once, on open connections too. */
  set(fault: Fault): Promise<void>;
  close(): Promise<void>;
}

/** Flips the bytes whose place in the connection is a multiple of `every`: with the default a login still succeeds. */
export function garbled(chunk: Buffer, offset: number, every: number): Buffer {
  const copy = Buffer.from(chunk);
  const step = Math.max(1, every);
  for (let i = step - 1 - (offset % step); i < copy.length; i += step) copy[i] = (copy[i] ?? 0) ^ 0x15;
  return copy;
}
