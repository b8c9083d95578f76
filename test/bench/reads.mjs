import { openLine, press } from './load.mjs';
import { ASKING, NAME_PIECES } from './people.mjs';
import { compare, median, right } from './rounds.mjs';

/** @typedef {import('./people.mjs').Person} Person */

const API = '/api/v1';
const [FROM, TO] = ['2025-01-01', '2025-03-31'];
const FLOOR_PERIOD = `from=${encodeURIComponent(`${FROM} 00:00+08`)}&to=${encodeURIComponent('2025-04-01 00:00+08')}`;
const ITEM = 'CREA';
const FIGURES = `select visit_class, date_trunc('month', started_at, 'Asia/Shanghai') as month, count(*)::int as visits from visit
  group by 1, 2 order by 1, 2`;

/**
 * @param {object} given
 * @param {import('./stage.mjs').Stage} given.stage
 * @param {import('./options.mjs').Options} given.options
 * @param {readonly Person[]} given.people
 * @param {import('./stage.mjs').Server} given.product
 * @param {{ token: string, sessionId: string }} given.session of the head of one department
 * @param {Awaited<ReturnType<typeof import('./services.mjs').openServices>>} given.services
 */
export async function measureReads({ stage, options, people, product, session, services }) {
  const floor = await stage.startFloor();
  const ours = openLine(product.port, { authorization: `Bearer ${session.token}`, 'accept-encoding': 'gzip, deflate, br' });
  const checker = openLine(product.port, { authorization: `Bearer ${session.token}` });
  const base = openLine(floor.port);
  const owner = await stage.connect('product');
  /** @type {{ id: string }[]} */
  const seen = (await owner.query(
    `select id from beneficiary b where not confidential and exists (select 1 from person_access a where a.beneficiary_id = b.id and a.department_code = $1)`,
    [ASKING],
  )).rows;
  const byId = new Map(people.map((person) => [person.id, person]));
  const visible = seen.flatMap(({ id }) => byId.get(id) ?? []);
  await checkAnswers(checker, owner, { people, visible });
  const some = (/** @type {number} */ n) => visible[(n * 31) % visible.length];
  const piece = (/** @type {number} */ n) => encodeURIComponent(NAME_PIECES[n % NAME_PIECES.length] ?? '');
  const list = `${API}/outpatient-visits?from=${FROM}&to=${TO}`;
  /** @type {[string, string, number | null, (n: number) => string, (n: number) => string][]} */
  const ops = [
    ['a', '某人（按编号） : 带审计的底线', 0.45, (n) => `${API}/beneficiaries/${some(n)?.id}`, (n) => `/person-audited?id=${some(n)?.id}`],
    ['a', '某人（按编号） : 无审计的底线', null, (n) => `${API}/beneficiaries/${some(n)?.id}`, (n) => `/person?id=${some(n)?.id}`],
    ['b', '按证件号找人', 0.3, (n) => `${API}/search/people?q=${some(n)?.idCardNo}`, (n) => `/by-number?q=${some(n)?.idCardNo}`],
    ['c', '按姓名中的两个字找人', 0.45, (n) => `${API}/search/people?q=${piece(n)}`, (n) => `/by-name?q=${piece(n)}`],
    ['d', '某人某项目的趋势', 0.45, (n) => `${API}/beneficiaries/${some(n)?.id}/lab-series?items=${ITEM}`, (n) => `/trend?id=${some(n)?.id}&item=${ITEM}`],
    ['e', '门急诊列表首页（20 条） : 只取一页的底线', 0.5, () => list, () => `/visits?${FLOOR_PERIOD}`],
    ['e', '门急诊列表首页（20 条） : 同样给出总数的底线', null, () => list, () => `/visits-counted?${FLOOR_PERIOD}`],
  ];
  const asking = (/** @type {ReturnType<typeof openLine>} */ line, /** @type {(n: number) => string} */ path) => async (/** @type {number} */ n) => {
    const { status } = await line.get(path(n));
    right(status === 200, `${path(n)} answered ${status}`);
  };
  const compared = [];
  for (const [op, name, goal, productPath, floorPath] of ops) {
    if (options.ops && !options.ops.has(op)) continue;
    compared.push(await compare({
      name: `${op} ${name}`, goal, rounds: options.rounds,
      product: () => press(asking(ours, productPath), { ms: options.roundMs }),
      floor: () => press(asking(base, floorPath), { ms: options.roundMs }),
    }));
  }
  const figures = !options.ops || options.ops.has('i') ? await measureFigures(stage, services, session.sessionId, options.rounds) : null;
  for (const line of [ours, checker, base]) line.close();
  await floor.stop();
  return { compared, figures };
}

/** Before anything is timed: the answers are those that the rights allow, spelled out here without any policy. */
async function checkAnswers(
  /** @type {ReturnType<typeof openLine>} */ line, /** @type {import('pg').Client} */ owner,
  /** @type {{ people: readonly Person[], visible: readonly Person[] }} */ { people, visible },
) {
  const [one] = visible;
  const ids = new Set(visible.map(({ id }) => id));
  const stranger = people.find(({ id, confidential }) => !confidential && !ids.has(id));
  const secret = people.find(({ home, confidential }) => home === ASKING && confidential);
  right(one && stranger && secret, 'the generated people do not fit the questions');
  const person = await line.json(`${API}/beneficiaries/${one.id}`);
  right(person.body.name === one.name && person.body.birthDate === one.birthDate, 'a person is not who he should be');
  right(String(person.body.idCardNo).includes('*') && !JSON.stringify(person.body).includes(one.idCardNo), 'an identity number is shown in full');
  for (const hidden of [stranger, secret]) {
    right((await line.json(`${API}/beneficiaries/${hidden.id}`)).status === 404, 'a person of no concern was shown');
    right((await line.json(`${API}/search/people?q=${hidden.idCardNo}`)).body.items.length === 0, 'a person of no concern was found');
  }
  const found = await line.json(`${API}/search/people?q=${one.idCardNo}`);
  right(found.body.items.length === 1 && found.body.items[0].beneficiaryId === one.id, 'a number found somebody else');
  const namesakes = await line.json(`${API}/search/people?q=${encodeURIComponent(one.name.slice(0, 2))}`);
  const expected = visible.filter(({ name }) => name.includes(one.name.slice(0, 2)));
  right(namesakes.body.items.length === Math.min(10, expected.length) &&
    namesakes.body.items.every((/** @type {{ beneficiaryId: string }} */ row) => expected.some(({ id }) => id === row.beneficiaryId)),
    'a part of a name found other people');
  const trend = await line.json(`${API}/beneficiaries/${one.id}/lab-series?items=${ITEM}`);
  const values = (await owner.query(
    'select value_number as v from lab_result where beneficiary_id = $1 and identity_code = $2 order by collected_at', [one.id, ITEM])).rows;
  right(JSON.stringify(trend.body.series[0]?.points.map((/** @type {{ number: number }} */ p) => p.number)) === JSON.stringify(values.map(({ v }) => v)),
    'a trend has other values than are stored');
  const page = await line.json(`${API}/outpatient-visits?from=${FROM}&to=${TO}`);
  const due = (await owner.query(
    `select id, count(*) over ()::int as total from visit where visit_class in ('outpatient', 'emergency') and department_code = $1 and not confidential
       and started_at >= $2::date::timestamp at time zone 'Asia/Shanghai' and started_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai'
     order by started_at desc, id desc limit 20`, [ASKING, FROM, TO])).rows;
  right(page.body.total === due[0]?.total && due.every(({ id }, at) => page.body.items[at]?.id === id), 'the list of visits is not what it should be');
  const before = Number((await owner.query('select count(*) from access_trail')).rows[0].count);
  await line.json(`${API}/beneficiaries/${one.id}`);
  const after = Number((await owner.query('select count(*) from access_trail')).rows[0].count);
  right(after === before + 1, 'a look at a person is not on the access trail');
}

/** Visits by class and month; no endpoint answers it yet, so it is asked through the product's scoped connection. */
async function measureFigures(
  /** @type {import('./stage.mjs').Stage} */ stage, /** @type {Awaited<ReturnType<typeof import('./services.mjs').openServices>>} */ services,
  /** @type {string} */ sessionId, /** @type {number} */ rounds,
) {
  const floor = await stage.connect('floor');
  const [productMs, floorMs] = [[], []].map(() => /** @type {number[]} */ ([]));
  let counted = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const { rows, ms } = await services.asCaller(sessionId, FIGURES);
    const begun = performance.now();
    await floor.query(FIGURES);
    if (round > 0) floorMs?.push(performance.now() - begun);
    if (round > 0) productMs?.push(ms);
    counted = rows.reduce((sum, { visits }) => sum + Number(visits), 0);
  }
  const owner = await stage.connect('product');
  const { rows: [due] } = await owner.query(
    `select count(*)::int as n from visit v where not confidential and exists (select 1 from person_access a
       where a.beneficiary_id = v.beneficiary_id and a.department_code = $1)`, [ASKING]);
  right(counted === due.n, `the figures count ${counted} visits of ${due.n}`);
  return { productMs: median(productMs ?? []), floorMs: median(floorMs ?? []) };
}
