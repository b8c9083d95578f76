// npm run bench: how fast the product is beside a floor that does the bare minimum, measured in the same run.
import { openLine } from './load.mjs';
import { fillFloor } from './floor/floor-data.mjs';
import { fillLaboratory } from './laboratory.mjs';
import { figureFacts } from './figures/facts-of-houses.mjs';
import { measureHouse } from './figures/measure.mjs';
import { measureMessages } from './messages.mjs';
import { readOptions } from './options.mjs';
import { ASKING, makePeople } from './people.mjs';
import { fillProduct } from './product-data.mjs';
import { measureArchivePdf } from './archive-pdf.mjs';
import { measurePush } from './push.mjs';
import { measureReads } from './reads.mjs';
import { WEB_DIST } from './places.mjs';
import { measureReconciliation } from './reconcile.mjs';
import { measureRecord } from './record.mjs';
import { report } from './report.mjs';
import { measureRights } from './rights.mjs';
import { right, WrongAnswer } from './rounds.mjs';
import { openServices } from './services.mjs';
import { addSources } from './sources.mjs';
import { openStage, withoutSecondFactor } from './stage.mjs';
import { measureBesideDead, measureLargeFrames, measureMillion } from './steady.mjs';
import { measureStart, residentMb } from './start-up.mjs';
import { measureViews } from './views.mjs';
import { measureWeb } from './web-size.mjs';

const begun = performance.now();
const say = (/** @type {string} */ line) => process.stdout.write(`[${String(Math.round((performance.now() - begun) / 1_000)).padStart(3)} s] ${line}\n`);

/** @param {import('./stage.mjs').Stage} stage @param {import('./options.mjs').Options} options */
async function measure(stage, options) {
  /** @type {import('./report.mjs').Result} */
  const result = { compared: [], facts: [] };
  const has = (/** @type {string} */ part) => options.parts.has(part);
  const fact = (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ goal = '–', /** @type {boolean | null} */ met = null) =>
    result.facts.push({ name, value, goal, met });
  say('建立数据……');
  await stage.command('migrate');
  await stage.command('seed');
  const people = makePeople(options.size.people);
  const [owner, floor, laboratory] = [await stage.connect('product'), await stage.connect('floor'), await stage.connect('laboratory')];
  await withoutSecondFactor(owner);
  await fillProduct(owner, { people, size: options.size, dataDir: stage.dataDir });
  await fillFloor(floor, { people, size: options.size });
  await fillLaboratory(laboratory, { people: options.size.people, viewReports: options.size.viewReports });
  await addSources(owner, { dataDir: stage.dataDir, laboratoryUrl: stage.urlOf('laboratory') });
  const mb = async (/** @type {import('pg').Client} */ client) => (await client.query('select pg_database_size(current_database()) / 1048576.0 as mb')).rows[0].mb;
  const [productMb, floorMb] = [Number(await mb(owner)), Number(await mb(floor))];
  fact('磁盘（含加密号码、检索片段、权限表）', `${productMb.toFixed(0)} MB，底线 ${floorMb.toFixed(0)} MB`, ...(options.sizeName === 'standard' ? /** @type {const} */ (['≤ 120 MB', productMb <= 120]) : []));

  const services = await openServices(stage);
  if (has('reads') || has('messages') || has('push') || has('steady')) {
    const password = await services.account({ username: 'bench.head', name: '测量用科主任', role: 'DEPT_DIRECTOR', departmentCode: ASKING, staffNo: null, demo: true });
    const product = await stage.startProduct(options.profileDir ? ['--cpu-prof', `--cpu-prof-dir=${options.profileDir}`] : []);
    const session = await signIn(product.port, 'bench.head', password);
    if (has('reads')) {
      say('读取……');
      const { compared, figures } = await measureReads({ stage, options, people, product, session, services });
      result.compared.push(...compared);
      if (figures) fact('i 各类就诊按月计数（尚无接口，经受限连接的 SQL）', `${figures.productMs.toFixed(1)} ms，无权限的底线 ${figures.floorMs.toFixed(1)} ms`, ...(options.sizeName === 'standard' ? /** @type {const} */ (['≤ 20 ms', figures.productMs <= 20]) : []));
    }
    if (has('messages')) {
      say('推送消息……');
      result.compared.push(...(await measureMessages({ stage, options, people, product })));
    }
    if (has('push')) {
      say('变更到达页面……');
      const { changes, p50, p95 } = await measurePush({ people, product, token: session.token });
      fact(`推送：来源发出到已打开的页面，${changes} 次`, `p50 ${p50.toFixed(0)} ms，p95 ${p95.toFixed(0)} ms`, 'p95 ≤ 2 s', p95 <= 2_000);
    }
    if (has('steady')) {
      say('无应答的来源，大消息……');
      const { alone, beside, ratio } = await measureBesideDead({ owner, dataDir: stage.dataDir, people, product, token: session.token });
      fact('推送到页面：另一来源无应答时 ÷ 平时（中位）', `${ratio.toFixed(2)}（${beside.toFixed(0)} ms ÷ ${alone.toFixed(0)} ms）`, '≤ 1.5', ratio <= 1.5);
      const { frames, growthMb } = await measureLargeFrames({ people, product });
      fact(`服务端内存，${frames} 条近 8 MB 的消息之后的增长`, `${growthMb.toFixed(0)} MB`, '≤ 200 MB', growthMb <= 200);
    }
    fact('服务端内存，压测之后', `${residentMb(product.pid).toFixed(0)} MB`);
    await product.stop();
  }
  if (has('rights')) {
    say('权限与审计的代价……');
    result.facts.push(...(await measureRights({ owner, services, rounds: options.rounds })));
  }
  if (has('views')) {
    say('读取来源视图……');
    result.compared.push(...(await measureViews({ stage, reports: options.size.viewReports, services })));
  }
  if (has('steady') && has('views')) {
    say('一百万行……');
    const { rows, growthMb } = await measureMillion({ owner, reports: options.size.viewReports, services });
    fact(`内存增长，重读 ${rows.toLocaleString('en-US')} 行`, `${growthMb.toFixed(0)} MB`, '≤ 200 MB', growthMb <= 200);
  }
  if (has('reconcile')) {
    say('对账……');
    const { compared, growthMb } = await measureReconciliation({ stage, keys: options.size.keys, people, services });
    result.compared.push(compared);
    const million = 1_000_000 / compared.product.rate;
    fact('对账一百万个主键，两侧', `${million.toFixed(1)} s，底线 ${(1_000_000 / compared.floor.rate).toFixed(1)} s`, '≤ 10 s', million <= 10);
    fact(`对账 ${options.size.keys.toLocaleString('en-US')} 个主键时的内存增长`, `${growthMb.toFixed(0)} MB`, '≤ 200 MB', growthMb <= 200);
  }
  if (has('record')) {
    say('一份很长的档案……');
    await owner.query('update source set enabled = false');
    const username = 'bench.reader';
    const password = await services.account({ username, name: '测量用科主任', role: 'DEPT_DIRECTOR', departmentCode: ASKING, staffNo: null, demo: true });
    const product = await stage.startProduct([], { WEB_DIR: WEB_DIST });
    const { token } = await signIn(product.port, username, password);
    const person = people.find(({ home, confidential }) => home === ASKING && !confidential);
    right(person, 'nobody lives in the department that asks');
    const { compared, facts } = await measureRecord({ owner, product, person, reader: { username, password, token } });
    result.compared.push(...compared);
    result.facts.push(...facts);
    await product.stop();
  }
  services.close();
  if (has('start')) {
    say('启动……');
    await owner.query('update source set enabled = false');
    const { productMs, productMb: memory, floorMs, floorMb: floorMemory } = await measureStart(stage);
    fact('冷启动至 /health/ready', `${productMs.toFixed(0)} ms，底线 ${floorMs.toFixed(0)} ms`, '≤ 2 s', productMs <= 2_000);
    fact('服务端内存，空闲', `${memory.toFixed(0)} MB，底线 ${floorMemory.toFixed(0)} MB`, '≤ 250 MB', memory <= 250);
  }
  if (has('web')) reportWeb(fact);
  if (has('archive-pdf')) {
    say('健康档案 PDF……');
    const { pages, medianMs, slowestMs, ratio, growthMb } = await measureArchivePdf(options.size.records);
    const seconds = (/** @type {number} */ ms) => `${(ms / 1_000).toFixed(1)} s`;
    fact(`健康档案 PDF，${pages} 页，${options.size.records} 份`, `中位 ${seconds(medianMs)}，最慢 ${seconds(slowestMs)}`, '≤ 10 s', slowestMs <= 10_000);
    fact('健康档案 PDF 用时 ÷ 只排同一张表的底线（中位）', ratio.toFixed(2), '≤ 3', ratio <= 3);
    fact(`连续生成 ${options.size.records} 份时的内存增长`, `${growthMb.toFixed(0)} MB`, '≤ 100 MB', growthMb <= 100);
  }
  return result;
}

async function signIn(/** @type {number} */ port, /** @type {string} */ username, /** @type {string} */ password) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/auth/login`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }),
  });
  const { accessToken: token } = await answer.json();
  right(token, `signing in was answered ${answer.status}`);
  const line = openLine(port);
  right((await line.get('/api/v1/outpatient-visits')).status === 401, 'a list is shown to somebody who has not signed in');
  line.close();
  return { token, sessionId: JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8')).sid };
}

/** Each hospital in a PostgreSQL of its own, one after the other. */
async function measureFigures(/** @type {import('./options.mjs').Options} */ { houses }) {
  const times = [];
  for (const house of houses) {
    say(`统计：${house.people.toLocaleString('en-US')} 人……`);
    times.push(await measureHouse(house, say));
  }
  return figureFacts(times);
}

function reportWeb(/** @type {(name: string, value: string, goal?: string, met?: boolean | null) => void} */ fact) {
  const web = measureWeb();
  if (!web) return fact('网页大小', '网页尚未构建（npm run build）');
  const kb = (/** @type {number} */ value) => `${value.toFixed(0)} kB`;
  fact('网页（gzip）：入口 · 登录 · 外壳 · 首个列表', `${kb(web.entryKb)} · ${kb(web.loginKb)} · ${kb(web.shellKb)} · ${kb(web.listKb)}`);
  fact('网页（gzip）：最大文件 · 图表', `${web.largest} · ${kb(web.chartsKb)}`);
  fact('网页：指向外部的地址', web.external.length ? web.external.slice(0, 5).join(' ') : '0', '0', web.external.length === 0);
}

let code = 0;
const options = readOptions(process.argv.slice(2));
const stage = await openStage();
try {
  const onlyFigures = [...options.parts].every((part) => part === 'figures');
  const result = onlyFigures ? { compared: [], facts: [] } : await measure(stage, options);
  if (options.parts.has('figures')) result.facts.push(...(await measureFigures(options)));
  report(result, options, (performance.now() - begun) / 1_000);
} catch (problem) {
  code = 1;
  process.stderr.write(
    problem instanceof WrongAnswer
      ? `答案有误，未给出速度：${problem.message}\n`
      : `${String(problem instanceof Error ? problem.stack : problem)}\n${stage.lastWords()}\n`,
  );
} finally {
  await stage.close();
}
process.exit(code);
