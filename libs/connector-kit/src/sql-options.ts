import type { SecureVersion } from 'node:tls';
import type { Connection } from './pull-transport.js';
import { TransportError } from './transport-error.js';

/** What a database may be told about besides its address: `Connection.options` by these names, nothing else. */
export interface SqlOptions {
  /** `true` or `false`; what is usual with that database where nothing is said. */
  readonly encrypt?: boolean;
  /** `true`: a certificate that nobody vouches for is taken, too. */
  readonly trust: boolean;
  /** The oldest TLS that is spoken, e.g. `TLSv1` for SQL Server 2008 – 2014. */
  readonly minVersion?: SecureVersion;
  /** Oracle: SID instead of a service name. */
  readonly sid?: string;
  /** Oracle before 12.1: folder of its Instant Client on this machine. */
  readonly clientDirectory?: string;
  /** SQL Server: what a read sees while others write. */
  readonly isolation: 'auto' | 'snapshot' | 'committed' | 'uncommitted';
}

const VERSIONS = new Set<string>(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']);
const ISOLATIONS = new Set<string>(['auto', 'snapshot', 'committed', 'uncommitted']);
const NAMES = new Set(['encrypt', 'trust', 'minVersion', 'sid', 'clientDirectory', 'isolation']);

/** @throws TransportError when a setting is unknown or says nothing sensible */
export function sqlOptions({ options }: Connection): SqlOptions {
  for (const name of Object.keys(options)) {
    if (!NAMES.has(name)) throw new TransportError('query', `数据库连接没有“${name}”这项设置，可用的有：${[...NAMES].join('、')}。`);
  }
  const { encrypt, trust, minVersion, sid, clientDirectory, isolation = 'auto' } = options;
  if (minVersion && !VERSIONS.has(minVersion)) throw refused('minVersion', [...VERSIONS]);
  if (!ISOLATIONS.has(isolation)) throw refused('isolation', [...ISOLATIONS]);
  return {
    ...(encrypt === undefined ? {} : { encrypt: flag('encrypt', encrypt) }),
    trust: trust !== undefined && flag('trust', trust),
    ...(minVersion ? { minVersion: minVersion as SecureVersion } : {}),
    ...(sid ? { sid } : {}),
    ...(clientDirectory ? { clientDirectory } : {}),
    isolation: isolation as SqlOptions['isolation'],
  };
}

/** Login, password, host and database of an address. */
export function addressOf(url: string, usualPort: number): { user: string; password: string; host: string; port: number; database: string } {
  const { username, password, hostname, port, pathname } = new URL(url);
  return {
    user: decoded(username),
    password: decoded(password),
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || usualPort,
    database: decoded(pathname.slice(1)),
  };
}

/** A password with a bare `%` is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function flag(name: string, text: string): boolean {
  if (text !== 'true' && text !== 'false') throw refused(name, ['true', 'false']);
  return text === 'true';
}

function refused(name: string, values: readonly string[]): TransportError {
  return new TransportError('query', `数据库连接设置“${name}”只能是：${values.join('、')}。`);
}
