import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { readEnvironment } from '../config/environment.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { freshKey, indexesOf, LOOK_MS, storedKeys, type StoredKeys, writeKeys } from '../platform/crypto/key-ring.js';
import { ScopedDatabase } from '../platform/database/scoped-database.js';
import { withApplication } from './application.js';
import { type Resealed, resealAll, versionsInUse } from './reseal.service.js';

/** Every running server has looked at the file by then. */
const UNTIL_ALL_KNOW_MS = 3 * LOOK_MS;
const MOST_ROUNDS = 20;

/**
 * New keys for everything that is sealed, while the servers run. First the new ones are made known, then they seal, then every row
 * is sealed anew; old ones go when nothing needs them. Killed at any moment it goes on when it is called again.
 * Exit code: 0 done, 2 something could not be opened, its old key is kept.
 */
export async function keysRotate(print: (line: string) => void): Promise<number> {
  const file = join(readEnvironment().DATA_DIR, 'keys.json');
  const to = await startedRotation(file, print);
  return withApplication(async (app) => {
    const db = app.get(ScopedDatabase, { strict: false });
    const done = await reseal(db, app.get(FieldCipher, { strict: false }), to, print);
    if (done.damaged.length) {
      print(`有 ${done.damaged.length} 处加密数据没有通过校验，保持原样，旧密钥保留：`);
      for (const one of done.damaged.slice(0, 50)) print(`  ${one}`);
      return 2;
    }
    await retire(db, file, to, print);
    return 0;
  });
}

/** The version that everything is to stand under, known to every server and sealing already. */
async function startedRotation(file: string, print: (line: string) => void): Promise<string> {
  const keys = storedKeys(file);
  if (!keys.rotation) {
    const to = `v${Math.max(...Object.keys(keys.cipher).map((version) => Number(version.slice(1)))) + 1}`;
    const index = indexesOf(keys);
    writeKeys(file, {
      ...keys, cipher: { ...keys.cipher, [to]: freshKey() }, index: { ...index, [to]: freshKey() },
      pseudonym: keys.pseudonym ?? index[keys.current]!, rotation: { from: keys.current, to, step: 'known' },
    });
    print(`已生成新密钥 ${to}，等待各服务读到新密钥……`);
  } else print(`继续上次未完成的轮换（${keys.rotation.from} → ${keys.rotation.to}）。`);
  await wait(UNTIL_ALL_KNOW_MS);
  const { rotation, ...known } = storedKeys(file);
  const { from, to } = rotation!;
  if (rotation!.step === 'known') {
    writeKeys(file, { ...known, current: to, rotation: { from, to, step: 'rewriting' } });
    await wait(UNTIL_ALL_KNOW_MS);
  }
  return to;
}

/** Round after round until one finds nothing left: what others wrote meanwhile is met by the next. */
async function reseal(db: ScopedDatabase, cipher: FieldCipher, to: string, print: (line: string) => void): Promise<Resealed> {
  let last: Resealed = { rows: 0, damaged: [] };
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    last = await resealAll(db, cipher, to);
    print(`第 ${round} 轮：重新加密 ${last.rows} 处。`);
    if (last.rows === 0) return last;
  }
  return last;
}

/** Keys that nothing stands under any more go; what the log of changes still needs stays for reading. */
async function retire(db: ScopedDatabase, file: string, to: string, print: (line: string) => void): Promise<void> {
  const { tables, logged } = await versionsInUse(db);
  const { rotation: _, ...keys }: StoredKeys = storedKeys(file);
  const needed = (version: string): boolean => version === to || tables.has(version) || logged.has(version);
  const cipher = Object.fromEntries(Object.entries(keys.cipher).filter(([version]) => needed(version)));
  writeKeys(file, { ...keys, cipher, index: { [to]: indexesOf(keys)[to]! } });
  const read = Object.keys(cipher).filter((version) => version !== to);
  print(read.length ? `轮换完成，当前密钥 ${to}。旧密钥 ${read.join('、')} 只用于阅读变更历史，随审计归档到期后可删除。` : `轮换完成，当前密钥 ${to}，旧密钥已删除。`);
  print('请立即备份 keys.json，与数据库备份分开存放。');
}
