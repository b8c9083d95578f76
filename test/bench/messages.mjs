import { codeTables } from '@cadre/connector-kit/code-tables';
import { decodeText } from '@cadre/connector-kit/decode-text';
import { parseHl7 } from '@cadre/connector-kit/hl7-message';
import { hl7Records } from '@cadre/connector-kit/hl7-records';
import { mapRecord } from '@cadre/connector-kit/map-record';
import { demoLis } from '@cadre/connectors/demo-lis/connector';
import { labPush } from '@cadre/connectors/demo-lis/lab-push';
import { splitMessage } from './floor/mllp-server.mjs';
import { press } from './load.mjs';
import { openSenders } from './mllp-client.mjs';
import { oru } from './oru.mjs';
import { patientNo } from './people.mjs';
import { compare, paceOf, right } from './rounds.mjs';

const PARSED_AT_ONCE = 3_000;

/**
 * @param {object} given
 * @param {import('./stage.mjs').Stage} given.stage
 * @param {import('./options.mjs').Options} given.options
 * @param {readonly import('./people.mjs').Person[]} given.people
 * @param {import('./stage.mjs').Server} given.product
 */
export async function measureMessages({ stage, options, people, product }) {
  const floor = await stage.startMessageFloor();
  await new Promise((go) => setTimeout(go, 1_000));
  let sent = 0;
  let lines = 0;
  const message = (/** @type {number} */ n, /** @type {number} */ results) => {
    const person = people[(n * 17) % people.length];
    if (!person) throw new Error('nobody to report on');
    return oru(patientNo(person), person.name, results);
  };
  const side = async (/** @type {number} */ port, /** @type {number} */ senders, /** @type {number} */ results, /** @type {boolean} */ counts) => {
    const line = await openSenders(port, senders);
    try {
      return await press(async (n) => {
        const { text, controlId } = message(n, results);
        const answer = await line.send(text);
        right(answer.includes(`MSA|AA|${controlId}`), `a message was answered ${answer.slice(answer.indexOf('MSA'))}`);
        if (counts) [sent, lines] = [sent + 1, lines + results];
      }, { ms: options.roundMs, workers: senders });
    } finally {
      line.close();
    }
  };
  const compared = [];
  for (const [name, goal, senders, results] of /** @type {[string, number, number, number][]} */ ([
    ['f 写入一条结果（ORU，1 项，16 路）', 0.25, 16, 1],
    ['ORU 30 项至落库应答，1 路', 0.7, 1, 30],
    ['ORU 30 项至落库应答，8 路', 0.7, 8, 30],
    ['ORU 30 项至落库应答，32 路', 0.7, 32, 30],
  ])) {
    compared.push(await compare({
      name, goal, unit: 'msg/s', rounds: options.rounds,
      product: () => side(product.mllpPort, senders, results, true), floor: () => side(floor.port, senders, results, false),
    }));
  }
  await floor.stop();
  const owner = await stage.connect('product');
  const { rows: [stored] } = await owner.query(
    `select count(*)::int as reports, coalesce(sum(result_count), 0)::int as told,
       (select count(*)::int from lab_result x join lab_report y on y.id = x.report_id where y.source_system = 'push') as lines
     from lab_report where source_system = 'push'`);
  right(stored.reports === sent && stored.lines === lines && stored.told === lines,
    `${sent} messages with ${lines} results were acknowledged, ${stored.reports} with ${stored.lines} are stored`);
  compared.push(await compareParsing(options, message));
  return compared;
}

/** Reading alone, one thread: text to records of ours, against splitting the text. */
function compareParsing(
  /** @type {import('./options.mjs').Options} */ options, /** @type {(n: number, results: number) => { text: string }} */ message,
) {
  const codes = codeTables(demoLis.codes);
  const source = labPush.source;
  if (source.transport !== 'mllp') throw new Error('the push stream is no push stream');
  const raw = Array.from({ length: PARSED_AT_ONCE }, (_, n) => Buffer.from(message(n, 30).text));
  const map = (/** @type {Buffer} */ bytes) =>
    hl7Records(source, parseHl7(decodeText(bytes).text)).map((record) => mapRecord(labPush.mapping, record, codes));
  const [first] = map(raw[0] ?? Buffer.alloc(0));
  right(first && 'parts' in first && first.parts['results']?.length === 30, 'a message was not mapped');
  return compare({
    // The floor only cuts the text apart; the figure to look at is the rate (a quiet machine should reach 15,000 msg/s).
    name: '解析并映射 ORU 30 项（单线程，目标看速率：安静机器 ≥ 15,000）', goal: null, unit: 'msg/s', rounds: options.rounds,
    product: () => paceOf(PARSED_AT_ONCE, async () => raw.forEach(map)),
    floor: () => paceOf(PARSED_AT_ONCE, async () => raw.forEach((bytes) => splitMessage(bytes.toString('utf8')))),
  });
}
