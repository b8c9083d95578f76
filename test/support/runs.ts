/** How often a property is tried: `usual` in every run, more where FAST_CHECK_RUNS says so. */
export const runs = (usual: number): { numRuns: number } => ({ numRuns: Math.max(usual, Number(process.env['FAST_CHECK_RUNS'] ?? 0)) });
