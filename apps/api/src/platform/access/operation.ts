import type { EndpointSpec } from './endpoint.js';

/** What the access trail calls an operation, e.g. `GET /beneficiaries/:id`. */
export function operationOf(controllerPath: string, route: EndpointSpec['route']): string {
  const [verb, path] = route.split(' ') as [string, string];
  const parts = `${controllerPath}/${path}`.split('/').filter(Boolean);
  return `${verb} /${parts.join('/')}`;
}
