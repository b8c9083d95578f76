import { createHash, createHmac } from 'node:crypto';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { Connection, PulledRecord } from '@cadre/connector-kit/pull-transport';
import { TransportError } from '@cadre/connector-kit/transport-error';
import { demoBooking } from '@cadre/connectors/demo-booking/connector';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type Hospital } from './simulators-hospital.js';

const LIMITS = { statementTimeoutMs: 5_000, connectTimeoutMs: 1_000, maxRowsPerPage: 200 };
const [appointments] = demoBooking.streams;
let hospital: Hospital;
let connection: Connection;

beforeAll(async () => {
  hospital = await openHospital();
  const { sources } = JSON.parse(hospital.dataFile('connectors.json')) as { sources: { id: string; url: string; options: Record<string, string> }[] };
  connection = sources.find(({ id }) => id === 'booking')!;
});
afterAll(() => hospital?.close());
afterEach(() => fault({ mode: 'ok' }));

const fault = (body: object): Promise<object> => hospital.post('/systems/booking/fault', body);

async function readAll(to: Connection = connection): Promise<PulledRecord[]> {
  const transport = openTransport('rest-json', to, LIMITS);
  const records: PulledRecord[] = [];
  try {
    const source = appointments!.source;
    if (source.transport !== 'rest-json') throw new Error('not a list');
    const pages = transport.pull(source, { kind: 'incremental', cursor: null }, { pageSize: 200, signal: new AbortController().signal });
    for await (const page of pages) records.push(...page.records);
  } finally {
    await transport.close();
  }
  return records;
}

/** Asks as a caller who signs by hand; `change` spoils one of the headers. */
async function ask(path: string, change: Record<string, string> = {}): Promise<{ status: number; code: string }> {
  const url = new URL(connection.url + path);
  const { appId = '', secret = '' } = connection.options;
  const timestamp = change['x-timestamp'] ?? String(Date.now());
  const nonce = change['x-nonce'] ?? `nonce-${Math.random().toString(36).slice(2)}-0123456789`;
  const text = ['GET', url.pathname, url.search.slice(1), appId, timestamp, nonce, createHash('sha256').update('').digest('hex')].join('\n');
  const headers = {
    'x-app-id': appId, 'x-timestamp': timestamp, 'x-nonce': nonce, 'x-sign-alg': 'HMAC-SHA256',
    'x-signature': createHmac('sha256', secret).update(text).digest('hex'), ...change,
  };
  const answer = await fetch(url, { headers });
  return { status: answer.status, code: ((await answer.json()) as { code: string }).code };
}

describe('the booking service', () => {
  it('tells every booking once, in pages, and agrees with its ledger', async () => {
    const ledger = (await hospital.get('/ledger?system=booking')) as { entity: string; key: string }[];
    const keys = (await readAll()).map(({ message }) => message.read('bookingNo') ?? '').toSorted();
    expect(keys.length).toBeGreaterThan(1_000);
    expect(keys).toEqual(ledger.filter(({ entity }) => entity === 'appointment').map(({ key }) => key).toSorted());
  });

  it('keeps a removed booking in its list, marked', async () => {
    const { bookingNo } = await hospital.post('/events/book', { rosterNo: 'BJ0030' });
    await hospital.post('/events/remove-booking', { rosterNo: 'BJ0030' });
    const gone = (await readAll()).filter(({ deleted }) => deleted).map(({ message }) => message.read('bookingNo'));
    expect(gone).toContain(bookingNo);
  });

  it('answers only who signs, once and in time', async () => {
    const path = '/counts?dataset=appointments&from=2026-10-01&to=2026-10-31';
    expect(await ask(path)).toEqual({ status: 200, code: '0' });
    expect(await ask(path, { 'x-signature': '00'.repeat(32) })).toEqual({ status: 401, code: 'SIGN_INVALID' });
    expect(await ask(path, { 'x-timestamp': String(Date.now() - 400_000) })).toEqual({ status: 401, code: 'SIGN_EXPIRED' });
    const nonce = 'used-before-0123456789';
    expect(await ask(path, { 'x-nonce': nonce })).toEqual({ status: 200, code: '0' });
    expect(await ask(path, { 'x-nonce': nonce })).toEqual({ status: 401, code: 'NONCE_REPLAY' });
    await expect(readAll({ ...connection, options: { ...connection.options, secret: 'another' } })).rejects.toThrow(TransportError);
  });

  it.each(['down', 'error', 'half', 'garble', 'false-ok', 'same-page', 'endless', 'busy'])('W11 the product refuses the answer when it is told to be %s, and reads everything afterwards', async (mode) => {
    await fault({ mode });
    await expect(readAll()).rejects.toThrow(TransportError);
    await fault({ mode: 'ok' });
    expect((await readAll()).length).toBeGreaterThan(1_000);
  });

  it('W11 is only late when it is slow', async () => {
    await fault({ mode: 'slow', ms: 150 });
    const begun = performance.now();
    expect((await readAll()).length).toBeGreaterThan(1_000);
    expect(performance.now() - begun).toBeGreaterThan(1_000);
  });

  it('W12 an answer of 400 MB is cut off before it fills the memory', async () => {
    await fault({ mode: 'huge' });
    const before = process.memoryUsage().rss;
    await expect(readAll()).rejects.toThrow(TransportError);
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(250);
  });
});
