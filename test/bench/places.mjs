import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const API_DIST = fileURLToPath(new URL('../../apps/api/dist/', import.meta.url));
export const WEB_DIST = fileURLToPath(new URL('../../apps/web/dist/', import.meta.url));
export const HERE = fileURLToPath(new URL('./', import.meta.url));
