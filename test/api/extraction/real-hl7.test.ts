import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PushIntakeService } from '../../../apps/api/src/features/extraction/push-intake.service.js';
import { SourceFile } from '../../../apps/api/src/features/extraction/source-file.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addPerson, insertRows } from '../../support/facts.js';
import { framed, MllpSender } from '../../support/mllp-sender.js';
import { agreedMessages, chineseMessages, otherFiles, REAL_HL7_IS_THERE } from '../../support/real-hl7.js';

/** A message with a mark of ours at its end, a segment that no standard knows: the facts are found again by it. */
interface Marked {
  readonly mark: string;
  readonly bytes: Buffer;
  readonly code: 'AA' | 'AR';
  readonly ctrl: string | undefined;
}

const agreed = agreedMessages();
const marked = agreed.map(({ bytes, pid, ctrl }, at): Marked => withMark(bytes, `R${at}`, pid ? 'AA' : 'AR', ctrl));
const chinese = chineseMessages();
const markedChinese = chinese.map(({ bytes }, at) => withMark(bytes, `ZH${at}`, 'AA', undefined));

let hospital: TestHospital;
let port: number;

beforeAll(async () => {
  if (!REAL_HL7_IS_THERE) return;
  hospital = await startHospital({ ROLE: 'http,jobs', MLLP_PORT: '0' });
  const file = join(hospital.database.dataDir, 'connectors.json');
  writeFileSync(file, JSON.stringify({
    allow: ['127.0.0.1:2575'],
    sources: [{ id: 'engine', name: '集成平台', connectorFile: fileURLToPath(new URL('real-hl7-connector.json', import.meta.url)), url: 'mllp://127.0.0.1:2575' }],
  }));
  await hospital.app.get(SourceFile, { strict: false }).load(file);
  await enrolEverybody();
  port = hospital.app.get(PushIntakeService, { strict: false }).port!;
}, 120_000);
afterAll(() => hospital?.stop());

/** Everybody whom a message speaks of is on the roster, so that nothing is left out as a stranger's. */
async function enrolEverybody(): Promise<void> {
  const numbers = new Set([...agreed.map(({ pid }) => pid?.trim()), ...chinese.map(({ bytes }) => patientNumberOf(bytes))].filter((pid) => pid));
  const person = await addPerson(hospital.database);
  await insertRows(hospital.database, 'patient_link', [...numbers].map((patient) => ({
    id: crypto.randomUUID(), source_system: 'LIS', patient_id: patient, beneficiary_id: person.id, rule: 'test', reason: 'test', active: true,
    confidential: false, matched_by: 'test', matched_at: '2026-01-01T00:00:00Z',
  })));
}

/** PID-3.1 by hand: numbers are ASCII in every charset of the collection. */
function patientNumberOf(bytes: Buffer): string | undefined {
  return /[\r\n]PID\|[^|\r\n]*\|[^|\r\n]*\|([^|^~\r\n]+)/.exec(bytes.toString('latin1'))?.[1];
}

function withMark(bytes: Buffer, mark: string, code: Marked['code'], ctrl: string | undefined): Marked {
  const separator = bytes.subarray(bytes.indexOf('MSH') + 3, bytes.indexOf('MSH') + 4);
  return { mark, code, ctrl, bytes: Buffer.concat([bytes, Buffer.from('\rZRF'), separator, Buffer.from(mark), separator, Buffer.from('20260301\r')]) };
}

/** Every message has exactly one answer, in its order, with its own number and the right verdict. */
function expectAnswers(sent: readonly Marked[], answers: readonly { code: string; controlId: string }[]): void {
  expect(answers).toHaveLength(sent.length);
  const wrong = sent.flatMap(({ mark, code, ctrl }, at) => {
    const verdict = answers[at]!.code.replace(/^C/, 'A');
    return verdict === code && (ctrl === undefined || answers[at]!.controlId === ctrl) ? [] : [`${mark} ${agreed[Number(mark.slice(1))]?.ref}: ${JSON.stringify(answers[at])}`];
  });
  expect(wrong).toEqual([]);
}

async function send(messages: readonly Marked[], write: (sender: MllpSender, frame: Buffer, at: number) => Promise<void>): Promise<void> {
  const sender = await MllpSender.to(port);
  for (const [at, { bytes }] of messages.entries()) await write(sender, framed(bytes), at);
  expectAnswers(messages, await sender.answered(messages.length));
  sender.close();
}

const every = (step: number): Marked[] => marked.filter((_, at) => at % step === 0);

describe.skipIf(!REAL_HL7_IS_THERE)('messages of public projects, sent to the product', () => {
  it('are the whole collection', () => {
    expect(agreed.length).toBeGreaterThan(1_070);
    expect(chinese).toHaveLength(36);
  });

  it('are answered one by one, and the facts are those on which public parsers agree', async () => {
    await send(marked, async (sender, frame, at) => {
      await sender.write(frame);
      await sender.answered(at + 1);
    });
    const stored = await storedFacts('R%');
    const wanted = agreed.flatMap(({ ctrl, pid, fam, obx }, at) => (pid ? [{ mark: `R${at}`, pid, ctrl, fam, obx }] : []));
    expect(stored.size).toBe(wanted.length);
    const wrong = wanted.filter(({ mark, pid, ctrl, fam, obx }) => {
      const fact = stored.get(mark);
      return !fact || fact.patient !== pid.trim() || (ctrl !== undefined && (fact.control ?? '') !== ctrl.trim())
        || (fam !== undefined && (fact.family ?? '') !== fam.trim()) || (obx !== undefined && (fact.results !== obx || fact.lines !== obx));
    });
    expect(wrong.map((one) => ({ ...one, ref: agreed[Number(one.mark.slice(1))]!.ref, stored: stored.get(one.mark) }))).toEqual([]);
  }, 120_000);

  it('are kept aside with their reason where they name no patient', async () => {
    const rows = await hospital.database.query<{ key: string; reason: string }>(`select key, reason from quarantine where source_id = 'engine'`);
    expect(new Set(rows.map(({ key }) => key))).toEqual(new Set(marked.filter(({ code }) => code === 'AR').map(({ mark }) => mark)));
    for (const { reason } of rows) expect(reason).toMatch(/缺少必填内容/);
  });

  it('may come two in one piece of the stream', async () => {
    let half = Buffer.alloc(0);
    await send(marked, async (sender, frame, at) => {
      half = Buffer.concat([half, frame]);
      if (at % 2 === 0 && at < marked.length - 1) return;
      await sender.write(half);
      half = Buffer.alloc(0);
    });
  }, 60_000);

  it('may all be under way on one connection', async () => {
    await send(marked, (sender, frame) => {
      sender.socket.write(frame);
      return Promise.resolve();
    });
  }, 60_000);

  it('may come over many connections at once', async () => {
    const shares = Array.from({ length: 16 }, (_, share) => marked.filter((__, at) => at % 16 === share));
    await Promise.all(shares.map((share) => send(share, (sender, frame) => sender.write(frame))));
  }, 60_000);

  it('may be cut between FS and CR, with line noise between them', async () => {
    await send(every(3), async (sender, frame, at) => {
      await sender.write(Buffer.concat([Buffer.from(at % 2 ? '\r\n' : 'GET / HTTP/1.1\r\n'), frame.subarray(0, -1)]));
      await sender.write(frame.subarray(-1));
    });
  }, 60_000);

  it('may come byte by byte', async () => {
    await send(every(40).filter(({ bytes }) => bytes.length < 4_000), async (sender, frame) => {
      for (const byte of frame) await sender.write(Buffer.of(byte));
    });
  }, 120_000);

  it('leave the same facts however often and however cut they came', async () => {
    const [counts] = await hospital.database.query<{ facts: number; versions: number }>(
      `select (select count(*)::int from lab_report) as facts, (select count(*)::int from lab_report_history) as versions`);
    expect(counts).toEqual({ facts: marked.filter(({ code }) => code === 'AA').length, versions: 0 });
  });

  it('in Chinese are read right in every charset, wherever a character is cut', async () => {
    await send(markedChinese, async (sender, frame) => {
      const inside = frame.findIndex((byte) => byte > 0x7f) + 1;
      await sender.write(frame.subarray(0, inside));
      await new Promise((go) => setTimeout(go, 5));
      await sender.write(frame.subarray(inside));
    });
    const stored = await storedFacts('ZH%');
    const wrong = chinese.flatMap(({ file, family, given, address, obxText }, at) => {
      const fact = stored.get(`ZH${at}`);
      const same = fact?.family === family && fact.given === given && fact.address === address && obxText.every((text) => fact.texts.includes(text));
      return same ? [] : [{ file, family, given, address, fact }];
    });
    expect(wrong).toEqual([]);
  }, 60_000);

  it('of every other file have an answer each, and what is refused is kept', async () => {
    for (const { name, bytes } of otherFiles()) {
      const before = await keptCount();
      const sender = await MllpSender.to(port);
      await sender.write(framed(bytes));
      const answers = await sender.answered(1);
      sender.close();
      expect(answers.length, name).toBeGreaterThanOrEqual(1);
      for (const { code } of answers) expect(code, name).toMatch(/^[AC][AR]$/);
      if (answers.some(({ code }) => code.endsWith('R'))) expect(await keptCount(), name).toBeGreaterThan(before);
    }
  }, 120_000);
});

async function keptCount(): Promise<number> {
  const [row] = await hospital.database.query<{ kept: number }>(`select sum(attempts)::int as kept from quarantine`);
  return row!.kept;
}

interface StoredFact {
  readonly patient: string;
  readonly control: string | null;
  readonly family: string | null;
  readonly given: string | null;
  readonly address: string;
  readonly results: number;
  readonly lines: number;
  readonly texts: readonly string[];
}

async function storedFacts(marks: string): Promise<Map<string, StoredFact>> {
  const rows = await hospital.database.query<StoredFact & { mark: string }>(
    `select source_key as mark, patient_id as patient, request_no as control, department_name as family, requesting_doctor as given, panel_name as address,
       result_count as results, (select count(*)::int from lab_result r where r.report_id = l.id) as lines,
       array(select value_text from lab_result r where r.report_id = l.id and value_text is not null) as texts
     from lab_report l where source_key like $1`, [marks]);
  return new Map(rows.map((row) => [row.mark, row]));
}
