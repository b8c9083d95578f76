import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PushIntakeService } from '../../../apps/api/src/features/extraction/push-intake.service.js';
import { SourceFile } from '../../../apps/api/src/features/extraction/source-file.js';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addPerson, insertRows } from '../../support/facts.js';
import { framed, MllpSender } from '../../support/mllp-sender.js';

const MEGABYTE = 1024 * 1024;
let hospital: TestHospital;
let port: number;
let mark = 0;

beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs', MLLP_PORT: '0', MLLP_ALLOW: '127.0.0.0/8' });
  const connector = JSON.parse(readFileSync(fileURLToPath(new URL('real-hl7-connector.json', import.meta.url)), 'utf8')) as { streams: [{ source: object }] };
  const listening = (id: string, sendingApplication: string): object => ({
    ...connector, id, streams: [{ ...connector.streams[0], source: { ...connector.streams[0].source, sendingApplication } }],
  });
  const file = (name: string, contents: unknown): string => {
    const path = join(hospital.database.dataDir, name);
    writeFileSync(path, JSON.stringify(contents));
    return path;
  };
  file('lis.json', listening('told-lis', 'LIS'));
  file('far.json', listening('told-far', 'FAR'));
  await hospital.app.get(SourceFile, { strict: false }).load(file('connectors.json', {
    allow: ['127.0.0.1:2575'],
    sources: [
      { id: 'lis', name: '检验', connectorFile: 'lis.json', url: 'mllp://127.0.0.1:2575' },
      { id: 'far', name: '远处', connectorFile: 'far.json', url: 'mllp://127.0.0.1:2575', options: { peers: '10.9.9.9, 10.8.0.0/16' } },
    ],
  }));
  const person = await addPerson(hospital.database);
  await insertRows(hospital.database, 'patient_link', [{
    id: crypto.randomUUID(), source_system: 'LIS', patient_id: 'P1', beneficiary_id: person.id, rule: 'test', reason: 'test', active: true, confidential: false,
    matched_by: 'test', matched_at: '2026-01-01T00:00:00Z',
  }]);
  port = hospital.app.get(PushIntakeService, { strict: false }).port!;
}, 120_000);
afterAll(() => hospital.stop());
afterEach(() => hospital.database.query('delete from quarantine'));

const message = (more = '', { sender = 'LIS', asks = '' } = {}): string => {
  mark += 1;
  return `MSH|^~\\&|${sender}|H|CADRE|H|20260301||ORU^R01|C${mark}|P|2.4|||${asks}\rPID|1||P1||张^三\r${more}ZRF|M${mark}|20260301\r`;
};

async function send(payload: string | Buffer): Promise<{ code: string; controlId: string }[]> {
  const sender = await MllpSender.to(port);
  await sender.write(framed(Buffer.from(payload as string)));
  const answers = await sender.answered(1);
  sender.close();
  return answers;
}

interface Kept {
  readonly kind: string;
  readonly stream: string;
  readonly reason: string;
  readonly attempts: number;
  readonly payload: Buffer;
}

async function kept(): Promise<Kept[]> {
  const rows = await hospital.database.query<Kept & { cipher: string }>(
    `select kind, stream_id as stream, reason, attempts, payload_cipher as cipher from quarantine where source_id = 'mllp'`);
  const cipher = hospital.app.get(FieldCipher, { strict: false });
  return rows.map((row) => ({ ...row, payload: Buffer.from(cipher.open(row.cipher), 'base64') }));
}

describe('what cannot be taken in', () => {
  it('is answered AR and kept byte for byte, once, however often it comes', async () => {
    const garbage = Buffer.from([0x47, 0x45, 0x54, 0xff, 0xfe, 0x00, 0x20, 0x2f]);
    expect(await send(garbage)).toEqual([{ code: 'AR', controlId: '' }]);
    expect(await send(garbage)).toEqual([{ code: 'AR', controlId: '' }]);
    expect(await kept()).toMatchObject([{ kind: 'format', stream: 'unreadable', reason: '收到的内容不是 HL7 v2 消息', attempts: 2, payload: garbage }]);
  });

  it('is answered AE where it cannot be kept, so that it comes again', async () => {
    await hospital.database.query('revoke insert on quarantine from app_test');
    expect(await send('no message')).toEqual([{ code: 'AE', controlId: '' }]);
    await hospital.database.query('grant insert on quarantine to app_test');
    expect(await send('no message')).toEqual([{ code: 'AR', controlId: '' }]);
  });

  it('of a sender nobody knows leaves only that it came', async () => {
    const text = message('', { sender: 'STRANGER' });
    expect(await send(text)).toEqual([{ code: 'AR', controlId: `C${mark}` }]);
    const rows = await hospital.database.query(`select control_id as control, payload, outcome, reason from sync_inbox where source_id = 'mllp'`);
    expect(rows).toEqual([{ control: `C${mark}`, payload: null, outcome: 'refused', reason: '发送方未登记' }]);
    expect(await kept()).toEqual([]);
  });

  it('of a known sender from another address is a stranger', async () => {
    expect(await send(message('', { sender: 'FAR' }))).toEqual([{ code: 'AR', controlId: `C${mark}` }]);
  });
});

describe('a batch', () => {
  it('is answered message by message', async () => {
    const one = message();
    const bad = message().replace('|P1|', '||');
    const two = message();
    expect(await send(`FHS|^~\\&\rBHS|^~\\&|LIS\r${one}${bad}${two}BTS|3\rFTS|1\r`)).toEqual([
      { code: 'AA', controlId: `C${mark - 2}` }, { code: 'AR', controlId: `C${mark - 1}` }, { code: 'AA', controlId: `C${mark}` },
    ]);
    expect(await hospital.database.query('select source_key as key from lab_report where source_key = any ($1)', [[`M${mark - 2}`, `M${mark}`]])).toHaveLength(2);
  });

  it('that lost something on the way is kept whole and none of it is taken', async () => {
    const torn = `BHS|^~\\&|LIS\r${message()}BTS|2\r`;
    expect(await send(torn)).toEqual([{ code: 'AR', controlId: `C${mark}` }]);
    expect(await kept()).toMatchObject([{ stream: 'torn-batch', payload: Buffer.from(torn) }]);
    expect(await hospital.database.query('select 1 from lab_report where source_key = $1', [`M${mark}`])).toEqual([]);
  });
});

describe('large and special messages', () => {
  it('of nearly eight megabytes, a document inside, are stored whole', async () => {
    const document = 'JVBERi0x'.repeat((7.9 * MEGABYTE) / 8);
    expect(await send(message(`OBX|1|ED|PDF^报告||^application^pdf^Base64^${document}||||||F\r`))).toEqual([{ code: 'AA', controlId: `C${mark}` }]);
    const [row] = await hospital.database.query<{ length: number }>(
      `select length(value_text) as length from lab_result r join lab_report l on l.id = r.report_id where l.source_key = $1`, [`M${mark}`]);
    expect(row!.length).toBe('^application^pdf^Base64^'.length + document.length);
  });

  it('of more than eight megabytes are refused with their own number, and the beginning is kept', async () => {
    const text = message(`OBX|1|TX|||${'长'.repeat(3 * MEGABYTE)}\r`);
    expect(await send(text)).toEqual([{ code: 'AR', controlId: `C${mark}` }]);
    const [one] = await kept();
    expect(one).toMatchObject({ stream: 'too-large' });
    expect(one!.payload.equals(Buffer.from(text).subarray(0, 4_096))).toBe(true);
  });

  it('are answered in the words of enhanced mode where only a commit answer is asked for', async () => {
    expect(await send(message('', { asks: 'AL|NE' }))).toEqual([{ code: 'CA', controlId: `C${mark}` }]);
    expect(await send(message('', { asks: 'AL|NE' }).replace('|P1|', '||'))).toEqual([{ code: 'CR', controlId: `C${mark}` }]);
  });
});
