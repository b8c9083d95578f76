/**
 * How many laboratory messages are decoded, parsed and mapped per second of processor time, so that a busy machine
 * does not blur the figure: an ORU of 30 results in UTF-8.
 * Wanted: 15,000/s on a quiet core. Prints only. Build first, then `node libs/connectors/bench/parse-and-map.mjs`.
 */
import { codeTables } from '@cadre/connector-kit/code-tables';
import { decodeText } from '@cadre/connector-kit/decode-text';
import { parseHl7 } from '@cadre/connector-kit/hl7-message';
import { hl7Records } from '@cadre/connector-kit/hl7-records';
import { mapRecord } from '@cadre/connector-kit/map-record';
import { demoLis } from '@cadre/connectors/demo-lis/connector';

const codes = codeTables(demoLis.codes);
const { source, mapping } = demoLis.streams.find(({ id }) => id === 'lab-push');
const head = [
  'MSH|^~\\&|LIS|DEMO|CADRE|DEMO|20261122210501.077+0800||ORU^R01|LIS0000001|P|2.4||||||UNICODE UTF-8',
  'PID|1||00012345^^^HIS^PI||演示患者||19500101|M',
  'PV1|1|I|||||||||||||||||ZY20261122001',
  'OBR|1|SQ1|BG1|CBC^血常规|||20261122180000+0800|||||||20261122183000+0800|全血|演示医生||||1|100110^干部保健科|20261122210501.077+0800|||F',
];
const results = Array.from(
  { length: 30 },
  (_, i) =>
    `OBX|${i + 1}|NM|ITEM${i}^检验项目${i}^L|BG1-${i}|${i}.5|10\\S\\9/L|3.5-9.5|↑|||F|||20261122193000+0800|||流式法|XN-9000-1`,
);
const bytes = Buffer.from([...head, ...results].join('\r'));

function once() {
  return hl7Records(source, parseHl7(decodeText(bytes).text)).map((record) => mapRecord(mapping, record, codes));
}

const [sample] = once();
if (!('record' in sample) || sample.parts.results.length !== 30)
  throw new Error('the message is not mapped as it should be');
for (let i = 0; i < 2_000; i += 1) once();
const runs = [1, 2, 3].map(() => {
  const begun = process.cpuUsage();
  for (let i = 0; i < 10_000; i += 1) once();
  const { user, system } = process.cpuUsage(begun);
  return Math.round(10_000 / ((user + system) / 1_000_000));
});
process.stdout.write(`ORU of 30 results, ${bytes.length} bytes: ${runs.join(', ')} messages per processor second\n`);
