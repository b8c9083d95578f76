import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localAddress } from './settings.mjs';

const EMPTY = [
  '  未启用仿真医院（DEMO=0），数据库从空白开始。',
  '  首个管理员  用 npm run --silent cli -- first-admin 建立',
];

/**
 * What a person needs to know once everything runs.
 * @param {import('./settings.mjs').Settings} settings
 * @param {number | undefined} simulatorPort of the control page, when the pretend hospital runs
 * @param {boolean} isTerminal passwords are shown to a person only, never to a log
 * @returns {string[]} lines
 */
export function announcement(settings, simulatorPort, isTerminal) {
  return [
    '',
    '干部医疗保健管理系统已启动',
    `  系统地址    ${localAddress(settings)}`,
    ...(simulatorPort ? simulated(simulatorPort) : EMPTY),
    `  数据目录    ${settings.dataDir}`,
    ...accounts(join(settings.dataDir, 'demo-accounts.json'), isTerminal),
    '',
    '按 Ctrl+C 停止。',
  ];
}

function simulated(/** @type {number} */ port) {
  return [
    `  仿真医院    http://127.0.0.1:${port}（HIS、LIS、体检系统均为仿真，其中的人员与病历都是演示数据）`,
    '  仿真干保办  以演示账号登记接待与保健任务，备注为“演示数据”',
  ];
}

function accounts(/** @type {string} */ file, /** @type {boolean} */ isTerminal) {
  if (!existsSync(file)) return [];
  if (!isTerminal) return [`  演示账号    见文件 ${file}`];
  /** @type {{ username: string, password: string, role: string }[]} */
  const list = JSON.parse(readFileSync(file, 'utf8'));
  const width = Math.max(...list.map(({ username }) => username.length)) + 4;
  const long = Math.max(...list.map(({ password }) => password.length)) + 4;
  return [
    '  演示账号（用户名、密码、角色）：',
    ...list.map(({ username, password, role }) => `    ${username.padEnd(width)}${password.padEnd(long)}${role}`),
  ];
}
