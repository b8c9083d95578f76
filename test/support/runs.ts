const asked = Number(process.env['FAST_CHECK_RUNS'] ?? 0);

/** How often a property is tried: `usual` in every run, more where FAST_CHECK_RUNS says so, shared by so many properties. */
export const runs = (usual: number, sharedBy = 1): { numRuns: number } => ({ numRuns: Math.max(usual, Math.ceil(asked / sharedBy)) });

/** Milliseconds for that many runs, each with a database behind it and many neighbours beside it. */
export const timeFor = ({ numRuns }: { numRuns: number }): number => 120_000 + numRuns * 6_000;

/** Whether a campaign is on: then everything is tried, not only a part of it. */
export const isCampaign = asked > 0;
