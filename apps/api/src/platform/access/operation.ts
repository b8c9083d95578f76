import type { EndpointSpec } from './endpoint.js';

/** What the access trail calls an operation, e.g. `GET /beneficiaries/:id`. */
export function operationOf(controllerPath: string, route: EndpointSpec['route']): string {
  const [verb, path] = route.split(' ') as [string, string];
  const parts = `${controllerPath}/${path}`.split('/').filter(Boolean);
  return `${verb} /${parts.join('/')}`;
}

/** Whether an operation makes a file of a list: `GET /visits/export`. Such files can be made in the background, too. */
export const isListFile = (operation: string, { returns, audit }: Pick<EndpointSpec, 'returns' | 'audit'>): boolean =>
  returns === 'file' && audit === 'export' && /^GET \/[^:]+\/export$/.test(operation);
