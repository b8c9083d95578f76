import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Environment } from '../../config/config.module.js';
import type { Caller } from '../access/caller.js';
import type { ScopedDatabase } from '../database/scoped-database.js';
import { FileVault } from './file-vault.js';
import { PackedFile } from './packed-file.js';

const unheard: unknown[] = [];
const hear = (problem: unknown): void => void unheard.push(problem);
const directory = mkdtempSync(join(tmpdir(), 'cadre-pack-'));
beforeAll(() => void process.on('uncaughtException', hear));
afterAll(() => {
  process.off('uncaughtException', hear);
  rmSync(directory, { recursive: true, force: true });
});

it('R-38.c a pack that fails before anything of it was read leaves no file, and the server goes on', async () => {
  // Neither the database nor the caller is reached: nothing is kept.
  const vault = new FileVault(undefined as unknown as ScopedDatabase, { values: { DATA_DIR: directory } } as unknown as Environment);
  const pack = new PackedFile(vault, {} as Caller, { name: '体检报告.zip', permission: 'checkup:download' });
  pack.fail(new Error('nothing to pack'));
  await expect(pack.finish()).rejects.toThrow('nothing to pack');
  await new Promise((go) => setImmediate(go));
  expect(unheard).toEqual([]);
  expect(readdirSync(join(directory, 'files'))).toEqual([]);
});
