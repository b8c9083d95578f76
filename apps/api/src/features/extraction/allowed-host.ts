import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether an address leads to a host:port, or into a directory, that the deployment allows. Ports are always named: none is guessed. */
export function isAllowed(address: string, allow: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'file:') return allow.includes(hostOf(url));
  if (url.host !== '') return false;
  const directory = resolve(fileURLToPath(url));
  return allow.some((entry) => entry.startsWith('/') && (directory === resolve(entry) || directory.startsWith(resolve(entry) + sep)));
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function hostOf({ protocol, hostname, port }: URL): string {
  return `${hostname}:${port || (DEFAULT_PORTS[protocol] ?? '')}`;
}
