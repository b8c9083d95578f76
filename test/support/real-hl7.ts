import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the collected messages of public projects lie; they are not part of this project. */
const FOLDER = fileURLToPath(new URL('../../../shared/data/hl7/', import.meta.url));

export const REAL_HL7_IS_THERE = existsSync(join(FOLDER, 'consensus.jsonl'));
if (!REAL_HL7_IS_THERE) console.warn('\n!! The collected HL7 messages are not at ../shared/data/hl7; NOTHING of them was tested.\n');

/** A message and what at least three of four public parsers read in it; a field on which they differ is absent. */
export interface AgreedMessage {
  readonly ref: string;
  readonly bytes: Buffer;
  readonly ctrl?: string;
  readonly pid?: string;
  readonly fam?: string;
  readonly obx?: number;
}

export interface ChineseTruth {
  readonly file: string;
  readonly bytes: Buffer;
  readonly family: string;
  readonly given: string;
  readonly address: string;
  readonly obxText: readonly string[];
}

/** Every message of the collection that the oracle speaks of and that is there. */
export function agreedMessages(): AgreedMessage[] {
  if (!REAL_HL7_IS_THERE) return [];
  const stream = framesOf(readFileSync(join(FOLDER, 'stream/simhospital.mllp')));
  const literals = lines('test-literals.jsonl').map((line) => (JSON.parse(line) as { msg: string }).msg);
  return lines('consensus.jsonl').flatMap((line) => {
    const agreed = JSON.parse(line) as Omit<AgreedMessage, 'bytes'>;
    const [file = '', number] = agreed.ref.split('#');
    if (file.startsWith('stream/')) return [{ ...agreed, bytes: stream[Number(number)]! }];
    if (number !== undefined) return [{ ...agreed, bytes: Buffer.from(literals[Number(number)]!) }];
    return existsSync(join(FOLDER, file)) ? [{ ...agreed, bytes: readFileSync(join(FOLDER, file)) }] : [];
  });
}

/** Files of the collection that the oracle does not speak of: batches, malformed ones, whatever three parsers could not agree on. */
export function otherFiles(): { readonly name: string; readonly bytes: Buffer }[] {
  if (!REAL_HL7_IS_THERE) return [];
  const agreed = new Set(lines('consensus.jsonl').map((line) => (JSON.parse(line) as AgreedMessage).ref));
  const folders = readdirSync(FOLDER).filter((name) => /^[A-Z0-9]+$/.test(name) && statSync(join(FOLDER, name)).isDirectory());
  return folders.flatMap((folder) => readdirSync(join(FOLDER, folder)).map((name) => `${folder}/${name}`))
    .filter((name) => !agreed.has(name)).map((name) => ({ name, bytes: readFileSync(join(FOLDER, name)) }));
}

export function chineseMessages(): ChineseTruth[] {
  if (!REAL_HL7_IS_THERE) return [];
  const folder = join(FOLDER, 'zh-derived');
  const truths = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as ChineseTruth[];
  return truths.map((truth) => ({ ...truth, bytes: readFileSync(join(folder, truth.file)) }));
}

const lines = (name: string): string[] => readFileSync(join(FOLDER, name), 'utf8').trim().split('\n');

/** Frames as they stand in a recorded stream. */
function framesOf(stream: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = stream.indexOf(0x0b); at >= 0; at = stream.indexOf(0x0b, at + 1)) frames.push(stream.subarray(at + 1, stream.indexOf('\x1c\r', at)));
  return frames;
}
