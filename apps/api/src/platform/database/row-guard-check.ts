import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../schema/migrations/migrations.js';
import { OVER_POLICIES_SQL, UNGUARDED_SQL } from './row-guard.js';

/** The server does not start on tables that its role could read past the policies, nor on a schema newer or older than its code. */
export async function refuseUnguarded(source: DataSource): Promise<void> {
  const [role]: { over: boolean }[] = await source.query(OVER_POLICIES_SQL);
  if (role?.over) throw new Error('服务不能以数据库超级用户或可绕过行权限的账号运行，请改用 migrate 建立的 app 账号。');
  const open: { name: string }[] = await source.query(UNGUARDED_SQL);
  if (open.length) throw new Error(`These tables or views have no row policy: ${open.map(({ name }) => name).join(', ')}`);
  const applied: { name: string }[] = await source.query('select name from migration order by id');
  const known = MIGRATIONS.map((migration) => migration.name);
  const names = applied.map(({ name }) => name);
  if (names.some((name) => !known.includes(name))) throw new Error('数据库结构比程序新，请先升级程序再启动。');
  if (known.some((name) => !names.includes(name))) throw new Error('数据库结构尚未更新，请先运行 npm run migrate。');
}
