import type { Message } from '../mapping.js';
import type { CheckedStream } from '../sql-view-types.js';

/** Fields of which no sample says anything, each by its alternatives. JSON leaves out what is empty, so this is only a hint. */
export function missingPaths(
  samples: readonly Message[],
  columns: CheckedStream['columns'],
  partColumns: CheckedStream['partColumns'],
): string[] {
  const missing = absent(samples, columns);
  for (const [part, wanted] of Object.entries(partColumns)) {
    missing.push(
      ...absent(
        samples.flatMap((sample) => sample.parts(part) ?? []),
        wanted,
      ).map((path) => `${part}.${path}`),
    );
  }
  return missing;
}

function absent(samples: readonly Message[], columns: readonly (readonly string[])[]): string[] {
  const wanted = columns.filter(
    (alternatives) => !samples.some((sample) => alternatives.some((path) => sample.read(path) !== null)),
  );
  return [...new Set(wanted.map((alternatives) => alternatives.join(' 或 ')))];
}
