import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { readEnvironment } from './config/environment.js';
import { RoleMissing, migrate } from './platform/database/migrate.js';

process.env['TZ'] = 'Asia/Shanghai';

/** Each command is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void | number>>> = {
  async migrate() {
    const { DATABASE_URL, DATABASE_APP_URL, DATA_DIR } = readEnvironment();
    if (!DATABASE_URL) throw new Error('请设置 DATABASE_URL（数据库所有者的连接）后再运行 migrate。');
    const { applied } = await migrate({ ownerUrl: DATABASE_URL, appUrl: DATABASE_APP_URL, dataDir: DATA_DIR });
    print(applied.length ? `数据库结构已更新：${applied.length} 项。` : '数据库结构已是最新。');
  },
  async seed() {
    const { seed } = await import('./commands/seed.js');
    await seed(print);
  },
  async sync(args) {
    const { syncFirst } = await import('./commands/sync.js');
    await syncFirst(args, print);
  },
  async 'first-admin'(args) {
    const { firstAdmin } = await import('./commands/first-admin.js');
    await firstAdmin(args[0] ?? 'admin', print);
  },
  async audit([what, ...args]) {
    if (what !== 'verify') throw new Error('用法：npm run --silent cli -- audit verify [--anchor 锚点文件] [--new]');
    const { auditVerify } = await import('./commands/audit-verify.js');
    return auditVerify(args, print);
  },
  async keys([what]) {
    if (what !== 'rotate') throw new Error('用法：npm run --silent cli -- keys rotate');
    const { keysRotate } = await import('./commands/keys-rotate.js');
    return keysRotate(print);
  },
  async figures([what, ...args]) {
    if (what !== 'rebuild') throw new Error('用法：npm run --silent cli -- figures rebuild [开始日期 结束日期]');
    const { figuresRebuild } = await import('./commands/figures-rebuild.js');
    await figuresRebuild(args, print);
  },
  async openapi([file = 'openapi/openapi.json']) {
    const { openApiDocument } = await import('./openapi.js');
    writeFileSync(file, `${JSON.stringify(await openApiDocument(), null, 2)}\n`);
  },
  async 'schema:check'() {
    const { schemaDrift } = await import('./commands/schema-check.js');
    const drift = await schemaDrift(readEnvironment().DATABASE_URL ?? '');
    if (drift.length) throw new Error(`数据表与实体定义不一致：\n${drift.join('\n')}`);
    print('数据表与实体定义一致。');
  },
};

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  print(`用法：npm run --silent cli -- ${Object.keys(COMMANDS).join(' | ')}`);
  process.exit(1);
}
let code: number | void;
try {
  code = await command(args);
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  if (problem instanceof RoleMissing) process.stderr.write(`${problem.statements}\n`);
  process.exit(1);
}
process.exit(code ?? 0);
