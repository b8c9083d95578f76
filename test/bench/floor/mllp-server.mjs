// The floor of the messages: cut the frame, split the text, insert, commit, answer. One transaction a message.
import { createServer } from 'node:net';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['FLOOR_URL'], max: 32 });
pool.on('error', () => undefined);

const ONE = `insert into result (report_no, line_no, item_code, item_name, value_text, unit, range_text, flag, collected_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const MANY = `insert into result (report_no, line_no, item_code, item_name, value_text, unit, range_text, flag, collected_at)
  select $1, line, code, name, text, unit, span, flag, $9 from
    unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as r (line, code, name, text, unit, span, flag)`;

/** @param {string} text */
export function splitMessage(text) {
  const segments = text.split('\r').map((line) => line.split('|'));
  const field = (/** @type {string} */ name, /** @type {number} */ at) => segments.find(([first]) => first === name)?.[at] ?? '';
  const results = segments.filter(([name]) => name === 'OBX').map((obx) => {
    const [code, name] = (obx[3] ?? '').split('^');
    return { line: Number(obx[1]), code, name, text: obx[5], unit: obx[6], range: obx[7], flag: obx[8] };
  });
  return { controlId: field('MSH', 9), reportNo: field('OBR', 3), collectedAt: instant(field('OBR', 7)), results };
}

const instant = (/** @type {string} */ t) =>
  `${t.slice(0, 4)}-${t.slice(4, 6)}-${t.slice(6, 8)} ${t.slice(8, 10)}:${t.slice(10, 12)}:${t.slice(12, 14)}+08`;

async function store(/** @type {string} */ text) {
  const { controlId, reportNo, collectedAt, results } = splitMessage(text);
  if (results.length === 1) {
    const [r] = results;
    if (r) await pool.query({ name: 'one', text: ONE, values: [reportNo, r.line, r.code, r.name, r.text, r.unit, r.range, r.flag, collectedAt] });
    return controlId;
  }
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'inbox', text: 'insert into inbox (control_id, payload) values ($1, $2)', values: [controlId, text] });
    const column = (/** @type {keyof (typeof results)[number]} */ name) => results.map((result) => result[name]);
    await client.query({
      name: 'many', text: MANY,
      values: [reportNo, column('line'), column('code'), column('name'), column('text'), column('unit'), column('range'), column('flag'), collectedAt],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
  return controlId;
}

const server = createServer((socket) => {
  let held = Buffer.alloc(0);
  let turn = Promise.resolve();
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    held = held.length ? Buffer.concat([held, chunk]) : chunk;
    for (let end = held.indexOf(0x1c); end >= 0; end = held.indexOf(0x1c)) {
      const text = held.toString('utf8', 1, end);
      held = held.subarray(end + 2);
      turn = turn.then(async () => {
        const controlId = await store(text);
        socket.write(`\x0bMSH|^~\\&|FLOOR||LIS||20260101||ACK|${controlId}|P|2.4\rMSA|AA|${controlId}\r\x1c\r`);
      });
    }
  });
});
if (process.env['PORT']) server.listen(Number(process.env['PORT']), '127.0.0.1');
