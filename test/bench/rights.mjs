import { right } from './rounds.mjs';

/** Whose lists are measured: everybody, one department, all of some levels; and the same rows asked for without any policy. */
const READERS = [
  { name: '全院', role: { scope: 'all', levels: null }, same: 'not v.confidential' },
  { name: '一个科室', role: { scope: 'department', levels: null }, same: `not v.confidential and exists (select 1 from person_access a where a.beneficiary_id = v.beneficiary_id and a.department_code = '100105')` },
  { name: '全院某级别', role: { scope: 'all', levels: ['L1'] }, same: `not v.confidential and v.beneficiary_id in (select id from beneficiary where care_level = 'L1')` },
];
const FROM = `v.visit_class in ('outpatient', 'emergency') and v.deleted_at is null and v.started_at >= '2025-01-01' and v.started_at < '2025-04-01'`;
const LIST = (/** @type {string} */ also) => [
  `select v.id, v.beneficiary_id as "beneficiaryId", b.name, v.started_at, v.main_diagnosis from visit v join beneficiary b on b.id = v.beneficiary_id
   where ${FROM} and ${also} order by v.started_at desc, v.id desc limit 20`,
  `select count(*)::int as total from (select 1 from visit v where ${FROM} and ${also} limit 10001) counted`,
];
const ONE = (/** @type {string} */ id) => [
  `select b.id, b.name, b.care_level, (select v.started_at from visit v where v.beneficiary_id = b.id order by v.started_at desc limit 1) as last from beneficiary b where b.id = '${id}'`,
];
const MOST = { list: 1.5, one: 2 };

/**
 * What rights and the access trail cost: the product's own scoped connection with its trail beside the same statements, as the
 * owner, over the same rows, in turn in the same run.
 * @param {object} given
 * @param {import('pg').Client} given.owner
 * @param {Awaited<ReturnType<typeof import('./services.mjs').openServices>>} given.services
 * @param {number} given.rounds
 * @returns {Promise<{ name: string, value: string, goal: string, met: boolean }[]>}
 */
export async function measureRights({ owner, services, rounds }) {
  await owner.query(`update beneficiary set care_level = (array['L1', 'L2', 'L3'])[1 + abs(hashtext(id::text)) % 3]`);
  await owner.query('vacuum analyze');
  const facts = [];
  for (const [at, { name, role, same }] of READERS.entries()) {
    const code = `BENCH_${at}`;
    await owner.query('insert into role (code, name, data_scope, levels) values ($1, $2, $3, $4)', [code, `测量${name}`, role.scope, role.levels]);
    await owner.query(`insert into role_permission (role_code, permission) select $1, unnest(array['visit:read', 'beneficiary:read'])`, [code]);
    await services.account({ username: `bench.rights${at}`, name: `测量${name}`, role: code, departmentCode: '100105', staffNo: null, demo: true });
    const { rows: [person] } = await owner.query(`select v.beneficiary_id as id from visit v where ${same} limit 1`);
    for (const [kind, ours, floor] of /** @type {const} */ ([['list', LIST('true'), LIST(same)], ['one', ONE(person.id), ONE(person.id)]])) {
      const [product, base] = await inTurn(owner, services, { username: `bench.rights${at}`, ours, floor, person: kind === 'one' ? person.id : null }, rounds * 20);
      const ratio = product / base;
      facts.push({
        name: `权限与审计的代价，${name}：${kind === 'list' ? '列表一页及总数' : '一个人'}（p95）`, value: `${ratio.toFixed(2)} 倍（${product.toFixed(1)} ms ÷ ${base.toFixed(1)} ms）`,
        goal: `≤ ${MOST[kind]} 倍`, met: ratio <= MOST[kind],
      });
    }
  }
  return facts;
}

/** Both sides in turn; their 95th percentiles in ms. The first tenth only warms up. */
async function inTurn(
  /** @type {import('pg').Client} */ owner, /** @type {Awaited<ReturnType<typeof import('./services.mjs').openServices>>} */ services,
  /** @type {{ username: string, ours: string[], floor: string[], person: string | null }} */ { username, ours, floor, person }, /** @type {number} */ rounds,
) {
  /** @type {number[]} */
  const [product, base] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const { ms, rows } = await services.asAccount(username, ours, person);
    const begun = performance.now();
    await owner.query('begin');
    const answers = [];
    for (const sql of floor) answers.push((await owner.query(sql)).rows);
    await owner.query('commit');
    const took = performance.now() - begun;
    if (round === 0) right(JSON.stringify(rows) === JSON.stringify(answers), `${username} sees other rows than he should`);
    if (round < rounds / 10) continue;
    product?.push(ms);
    base?.push(took);
  }
  return [product, base].map((times) => (times ?? []).sort((a, b) => a - b)[Math.floor((times?.length ?? 0) * 0.95)] ?? 0);
}
