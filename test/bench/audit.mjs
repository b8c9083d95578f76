// node test/bench/audit.mjs: five million records of the trail are searched, chained and verified. Takes long; not part of CI.
import { openServices } from './services.mjs';
import { openStage } from './stage.mjs';

const ROWS = Number(process.env['ROWS'] ?? 5_000_000);
const CHAINED = Number(process.env['CHAINED'] ?? 200_000);
const ROUNDS = 5;
const GOAL_MS = 1_000;
const PEOPLE = 20_000;
const begun = performance.now();
const say = (/** @type {string} */ line) => process.stdout.write(`[${String(Math.round((performance.now() - begun) / 1_000)).padStart(4)} s] ${line}\n`);

/** An id of version 4 that is always the same for the same text. */
const uuid = (/** @type {string} */ text) => `overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`;

/** A year of a busy hospital: 400 accounts, 20,000 people, what they asked for. Indexes are built afterwards, which is faster. */
async function fill(/** @type {import('pg').Client} */ owner) {
  const { rows } = await owner.query(
    `select indexname, indexdef from pg_indexes where tablename = 'access_trail' and indexname <> 'access_trail_pkey'`,
  );
  for (const { indexname } of rows) await owner.query(`drop index ${indexname}`);
  await owner.query(
    `insert into access_trail (at, actor, user_id, session_id, ip, device, operation, action, beneficiary_ids, row_count, asked, outcome, status, trace)
     select now() - interval '365 days' * (1 - n::float8 / $1), 'user.' || n * 7919 % 400, ${uuid("'u' || n * 7919 % 400")}, ${uuid("'s' || n / 40")},
       '10.1.' || n * 31 % 200 || '.' || n * 17 % 250, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0',
       case when n % 2000 = 0 then 'GET /beneficiaries/export' when n % 3 = 0 then 'GET /beneficiaries' else 'GET /beneficiaries/:id' end,
       case when n % 2000 = 0 then 'export' when n % 3 = 0 then 'search' else 'view' end,
       array[${uuid("'p' || (n * 48271) % " + String(PEOPLE))}], case when n % 3 = 0 then 20 end,
       case when n % 3 = 0 then jsonb_build_object('keyword', chr((19968 + n * 13 % 5000)::int) || chr((19968 + n * 29 % 5000)::int)) else '{}' end,
       case when n % 97 = 0 then 'refused' else 'allowed' end, case when n % 97 = 0 then 404 else 200 end, substr(md5('t' || n), 1, 16)
     from generate_series(1, $1::bigint) n`,
    [ROWS],
  );
  for (const { indexdef } of rows) await owner.query(indexdef);
  await owner.query('vacuum analyze access_trail');
}

/** @param {number} port @param {string} password */
async function signIn(port, password) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/auth/login`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'bench.auditor', password }),
  });
  return (await answer.json()).accessToken;
}

const stage = await openStage();
try {
  await stage.command('migrate');
  await stage.command('seed');
  const owner = await stage.connect('product');
  const services = await openServices(stage);
  const password = await services.account({ username: 'bench.auditor', name: '测量用审计员', role: 'AUDITOR', departmentCode: null, staffNo: null, demo: true });
  services.close();
  // Who measures has no authenticator.
  await owner.query(`insert into parameter (id, value, changed_by) values ('security.secondFactor', '"off"', 'bench')`);
  say(`写入 ${ROWS.toLocaleString('en')} 条审计记录……`);
  await fill(owner);
  // What is chained is a part: the rate is what is asked, not the patience of whoever waits.
  await owner.query(
    `insert into audit_chain (seq, at, algorithm, access_rows, change_rows, digests, access_seen, change_seen, gaps, prev, hash)
     values (1, now(), 'sha256', '{}', '{}', '', (select max(seq) - $1 from access_trail), 0, '[]', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))`,
    [CHAINED],
  );
  const chainBegun = performance.now();
  const product = await stage.startProduct();
  const [{ person, session, actor, trace, keyword, ip, early, late }] = (
    await owner.query(
      `select beneficiary_ids[1] as person, session_id as session, actor, trace, asked ->> 'keyword' as keyword, ip, (at - interval '10 days')::date::text as early,
         (at + interval '10 days')::date::text as late from access_trail where seq = (select max(seq) / 2 / 3 * 3 from access_trail)`,
    )
  ).rows;
  for (;;) {
    const [{ done }] = (await owner.query('select (select access_seen from audit_chain order by seq desc limit 1) >= (select max(seq) from access_trail) as done')).rows;
    if (done) break;
    await new Promise((go) => setTimeout(go, 200));
  }
  const chainSeconds = (performance.now() - chainBegun) / 1_000;
  say(`链条：${CHAINED.toLocaleString('en')} 条用 ${chainSeconds.toFixed(1)} s，每秒 ${Math.round(CHAINED / chainSeconds).toLocaleString('en')} 条`);
  const token = await signIn(product.port, password);
  /** @type {Record<string, string>} */
  const questions = {
    '无条件，第一页': '', '近 7 天': `from=${new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10)}`, '半年前的 20 天': `from=${early}&to=${late}`,
    账号: `actor=${actor}`, '账号 + 20 天': `actor=${actor}&from=${early}&to=${late}`, 对象: `person=${person}`, '对象 + 账号': `person=${person}&actor=${actor}`,
    '动作：导出': 'action=export', '动作 + 账号': `action=export&actor=${actor}`, 查询词: `words=${encodeURIComponent(keyword ?? '')}`, 错误编号: `words=${trace}`,
    '常见词（每三条一条）': 'words=keyword', '结果：拒绝 + 20 天': `outcome=refused&from=${early}&to=${late}`, '结果：失败 + 20 天': `outcome=failed&from=${early}&to=${late}`,
    '账号 + 失败': `outcome=failed&actor=${actor}`, '会话 + 20 天': `session=${session}&from=${early}&to=${late}`,
    'IP + 20 天': `ip=${ip}&from=${early}&to=${late}`, '没有的账号': 'actor=nobody', '没有的词': 'words=zzzzzz', '第 400 页': 'page=400',
  };
  let met = true;
  for (const [name, query] of Object.entries(questions)) {
    /** @type {number[]} */
    const times = [];
    let total = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const asked = performance.now();
      const answer = await fetch(`http://127.0.0.1:${product.port}/api/v1/audit/trail?pageSize=20&${query}`, { headers: { authorization: `Bearer ${token}` } });
      const body = await answer.json();
      times.push(performance.now() - asked);
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
      total = body.total;
    }
    const worst = Math.max(...times);
    if (worst > GOAL_MS) met = false;
    say(`${worst <= GOAL_MS ? '✓' : '✗'} ${name}：最慢 ${worst.toFixed(0)} ms，中位 ${times.sort((a, b) => a - b)[ROUNDS >> 1]?.toFixed(0)} ms，${total} 条`);
  }
  await product.stop();
  say(met ? `全部不超过 ${GOAL_MS} ms。` : `有查询超过 ${GOAL_MS} ms。`);
  process.exitCode = met ? 0 : 1;
} finally {
  await stage.close();
}
