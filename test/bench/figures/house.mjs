import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStage } from '../stage.mjs';
import { factsOf, peopleOf, resultsOf } from './house-facts.mjs';

/** @typedef {import('./house-facts.mjs').HouseSize} HouseSize */

/** Indexes that are made anew after a table was filled: keeping them up meanwhile would take longer than all the rest. */
const SLOW_INDEXES = `select indexname as name, indexdef as made from pg_indexes i where schemaname = 'public' and tablename = $1
  and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`;

/**
 * The hospital of a size: made once and kept outside the repository (BENCH_CACHE, otherwise the folder for temporary files), brought up to
 * today's schema whenever it is opened.
 * @param {HouseSize} size @param {(line: string) => void} say
 */
export async function openHouse(size, say) {
  const directory = join(process.env['BENCH_CACHE'] ?? join(tmpdir(), 'cadre-bench-figures'), `${size.people}-${size.visits}-${size.results}`);
  mkdirSync(directory, { recursive: true });
  const stage = await openStage({ kept: directory });
  try {
    await stage.command('migrate');
    await stage.command('seed');
    const complete = join(directory, 'complete');
    if (!existsSync(complete)) {
      await fill(stage, size, say);
      writeFileSync(complete, '');
    }
  } catch (problem) {
    await stage.close();
    throw problem;
  }
  return stage;
}

/** @param {import('../stage.mjs').Stage} stage @param {HouseSize} size @param {(line: string) => void} say */
async function fill(stage, size, say) {
  const owner = await stage.connect('product');
  await owner.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '128MB'; set synchronous_commit = off`);
  for (const statement of peopleOf(size, new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }))) await owner.query(statement);
  for (const fact of factsOf(size)) await fillTable(owner, fact, say);
  await owner.query('vacuum analyze');
  say('业务事件与合计……');
  await stage.command('figures', 'rebuild');
  for (const fact of resultsOf(size)) await fillTable(owner, fact, say);
  await owner.query('vacuum analyze');
  await owner.end();
}

/** @param {import('pg').Client} owner @param {[string, string]} fact @param {(line: string) => void} say */
async function fillTable(owner, [table, statement], say) {
  const begun = performance.now();
  const { rows: indexes } = await owner.query(SLOW_INDEXES, [table]);
  for (const { name } of indexes) await owner.query(`drop index ${name}`);
  const { rowCount } = await owner.query(statement);
  for (const { made } of indexes) await owner.query(made);
  say(`${table}：${(rowCount ?? 0).toLocaleString('en-US')} 行，${((performance.now() - begun) / 1_000).toFixed(0)} 秒`);
}
