import { type Size, SIZES } from './people.js';
import { LINES, type LineName } from './table.js';
import { atHour, parseStamp } from './wall-clock.js';

/** What the environment asks of this pretend hospital. */
export interface Settings {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly port: number;
  readonly size: Size;
  readonly seed: string;
  readonly live: boolean;
  /** Epoch milliseconds the generated history ends at. */
  readonly today: number;
  readonly mllpTarget: { readonly host: string; readonly port: number };
  /** Wanted ports of the lines to the systems; 0: those of the last start, else free ones. */
  readonly linePorts: Readonly<Record<LineName, number>>;
}

/** Reads and checks the environment; throws one sentence that names the wrong variable. */
export function readSettings(environment: NodeJS.ProcessEnv, now: number): Settings {
  const required = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  const port = (name: string, fallback: number): number => {
    const value = Number(environment[name] ?? fallback);
    if (!Number.isInteger(value) || value < 0 || value > 65535) throw new Error(`${name} is no port number`);
    return value;
  };
  const choice = <T extends string>(name: string, allowed: readonly [T, ...T[]]): T => {
    const value = environment[name] ?? allowed[0];
    const found = allowed.find((item) => item === value);
    if (found === undefined) throw new Error(`${name} must be one of ${allowed.join(', ')}`);
    return found;
  };
  const target = /^([^:]+):(\d{1,5})$/.exec(environment['MLLP_TARGET'] ?? '127.0.0.1:2575');
  if (!target) throw new Error('MLLP_TARGET must look like 127.0.0.1:2575');
  const today = environment['SIMULATOR_TODAY'];
  return {
    databaseUrl: required('SIMULATOR_DATABASE_URL'),
    dataDir: required('DATA_DIR'),
    port: port('SIMULATOR_PORT', 3900),
    size: choice('SIMULATOR_SIZE', SIZES),
    seed: environment['SIMULATOR_SEED'] ?? '20261101',
    live: choice('SIMULATOR_LIVE', ['on', 'off']) === 'on',
    today: today ? atHour(parseStamp(today.slice(0, 10)), 18) : now,
    mllpTarget: { host: target[1] ?? '', port: Number(target[2]) },
    linePorts: Object.fromEntries(
      LINES.map((line) => [line, port(`SIMULATOR_${line.toUpperCase()}_PORT`, 0)]),
    ) as Record<LineName, number>,
  };
}
