import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { WEB_DIST } from './places.mjs';

/** Addresses that stand in messages and names and are never fetched: XML dialects, manuals, pages about error codes. */
const HARMLESS = /^https?:\/\/(www\.w3\.org|react\.dev|reactjs\.org|reactrouter\.com|ant\.design|github\.com|[\w.]*example|localhost|u\.ant\.design|mui\.com|echarts\.apache\.org|momentjs\.com|fb\.me|tanstack\.com|developer\.mozilla\.org|bugs\.webkit\.org)/;

/** Gzipped kilobytes of what a browser has to load, by how far it gets. Null when the pages are not built. */
export function measureWeb() {
  if (!existsSync(join(WEB_DIST, 'index.html'))) return null;
  const assets = join(WEB_DIST, 'assets');
  const files = new Map(readdirSync(assets).map((name) => [name, readFileSync(join(assets, name))]));
  const kb = (/** @type {Iterable<string>} */ names) => [...names].reduce((sum, name) => sum + gzipSync(files.get(name) ?? '').length, 0) / 1_024;
  const named = (/** @type {RegExp} */ pattern) => [...files.keys()].filter((name) => pattern.test(name) && name.endsWith('.js'));
  const page = readFileSync(join(WEB_DIST, 'index.html'), 'utf8');
  const entry = [...page.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map(([, name]) => name ?? '');
  const first = closure(entry, files);
  const after = (/** @type {RegExp} */ pattern) => closure([...first, ...named(pattern)], files);
  const shell = after(/^(workplace|shell|layout)/i);
  const scripts = [...files].filter(([name]) => name.endsWith('.js'));
  const [largest] = scripts.map(([name]) => ({ name, kb: kb([name]) })).sort((a, b) => b.kb - a.kb);
  const addresses = new Set(scripts.flatMap(([, body]) => body.toString('utf8').match(/https?:\/\/[\w.-]+[^\s"'`)<>\\]*/g) ?? []));
  const external = [...addresses].filter((address) => !HARMLESS.test(address));
  const charts = named(/echarts|chart/i);
  return {
    entryKb: kb(first),
    loginKb: kb(after(/^(login|sign-in)/i)),
    shellKb: kb(shell),
    listKb: kb(new Set([...shell, ...after(/^outpatient\.page/i)])),
    largest: largest ? `${basename(largest.name)} ${largest.kb.toFixed(0)} kB` : '-',
    chartsKb: kb(charts),
    external,
  };
}

/** The files and everything they import at once. */
function closure(/** @type {readonly string[]} */ start, /** @type {ReadonlyMap<string, Buffer>} */ files) {
  const found = new Set(start.filter((name) => files.has(name)));
  for (const name of found) {
    if (!name.endsWith('.js')) continue;
    const text = files.get(name)?.toString('utf8') ?? '';
    for (const [, imported] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) {
      if (imported && files.has(imported)) found.add(imported);
    }
  }
  return found;
}
