import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What the two commands remember between runs; goes away with node_modules, as it should. */
export const CACHE = join(ROOT, 'node_modules/.cache/cadre-health');

/** Workspace packages, in the order in which they build on each other. */
export const PACKAGES = [
  'libs/tooling',
  'libs/clinical',
  'libs/connector-kit',
  'libs/connectors',
  'libs/api-client',
  'apps/api',
  'apps/simulators',
  'apps/web',
  'test',
];
