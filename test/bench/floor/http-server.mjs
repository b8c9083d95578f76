// The floor of the reads: Fastify and pg, one prepared statement a question, nobody asks who is asking.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

// The very Fastify that the product's framework stands on.
const beside = createRequire(fileURLToPath(import.meta.resolve('@nestjs/platform-fastify')));
/** @type {typeof import('fastify').default} */
const fastify = beside('fastify');

const pool = new pg.Pool({ connectionString: process.env['FLOOR_URL'], max: 16 });
pool.on('error', () => undefined);
const ask = async (/** @type {string} */ name, /** @type {string} */ text, /** @type {unknown[]} */ values) =>
  (await pool.query({ name, text, values })).rows;

const PERSON = 'select * from person where id = $1';
const AUDIT = `insert into audit (actor, operation, object_id) values ('bench', $1, $2)`;
const PAGE = `select v.*, p.name, p.sex, p.birth_date, p.care_level, p.categories from visit v join person p on p.id = v.person_id
  where v.visit_class = $1 and v.started_at >= $2 and v.started_at < $3 order by v.started_at desc, v.id desc limit 20`;
const TOTAL = `select count(*)::int as total from (select 1 from visit v
  where v.visit_class = $1 and v.started_at >= $2 and v.started_at < $3 limit 10001) counted`;

/** @typedef {{ id: string, q: string, item: string, from: string, to: string }} Asked */
const app = fastify();
const on = (/** @type {string} */ path, /** @type {(asked: Asked) => Promise<unknown>} */ answer) =>
  app.get(path, (request) => answer(/** @type {Asked} */ (request.query)));

on('/health/ready', async () => ({ status: 'ready' }));
on('/person', async ({ id }) => (await ask('person', PERSON, [id]))[0]);
on('/person-audited', async ({ id }) => {
  const [person] = await ask('person', PERSON, [id]);
  await ask('audit', AUDIT, ['person', id]);
  return person;
});
on('/by-number', async ({ q }) => ({ items: await ask('number', 'select * from person where id_card_no = $1 limit 10', [q]) }));
on('/by-name', async ({ q }) => ({
  items: await ask('name', 'select p.* from person_gram g join person p on p.id = g.person_id where g.gram = $1 order by p.name, p.id limit 10', [q]),
}));
on('/trend', async ({ id, item }) => ({
  points: await ask('trend', 'select * from result where person_id = $1 and item_code = $2 order by collected_at', [id, item]),
}));
on('/visits', async ({ from, to }) => ({ items: await ask('visits', PAGE, ['outpatient', from, to]) }));
on('/visits-counted', async ({ from, to }) => {
  const [items, [counted]] = await Promise.all([ask('visits', PAGE, ['outpatient', from, to]), ask('total', TOTAL, ['outpatient', from, to])]);
  return { items, total: counted.total };
});

await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
