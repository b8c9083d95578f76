import type { Connection, TransportLimits } from '../pull-transport.js';
import { TransportError } from '../transport-error.js';
import {
  type DicomAttribute,
  type DicomValues,
  SERIES_ATTRIBUTES,
  STUDY_ATTRIBUTES,
  valuesOf,
} from './dicom-attributes.js';
import { decodeDicomText } from './dicom-charset.js';
import { type DimseAddress, DimseAssociation } from './dimse-association.js';
import { type Element, textElement } from './dimse-elements.js';
import type { StudyFinder, StudyQuery } from './study-finder.js';

const CHARACTER_SET = '00080005';
const LEVEL = '00080052';
const SUCCESS = 0x0000;
const CANCELLED = 0xfe00;
const OUT_OF_RESOURCES = 0xa700;

/** A PACS asked over C-FIND, with one association for all questions. */
export interface DimseFinder extends StudyFinder {
  /** C-ECHO; what the PACS calls itself. */
  greet(signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

/** `dicom://CALLED@host:port`; option `callingAe` is our own name there. Connects with the first question. */
export function openDimseFinder(connection: Connection, limits: TransportLimits): DimseFinder {
  const address = addressOf(connection);
  const waits = { connectMs: limits.connectTimeoutMs, silenceMs: limits.statementTimeoutMs };
  let association: DimseAssociation | null = null;

  /** PACS hang up on who is silent: a line that was closed between two questions is opened again. */
  async function withLine<T>(signal: AbortSignal, work: (line: DimseAssociation) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (!association?.usable) association = await DimseAssociation.open(address, waits, signal);
    const line = association;
    const stop = (): void => line.cut();
    signal.addEventListener('abort', stop);
    try {
      signal.throwIfAborted();
      return await work(line);
    } catch (error) {
      // Nothing half said may stay on a line that the next question uses.
      line.cut();
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async function find(question: Question, most: number, signal: AbortSignal): Promise<DicomValues[] | null> {
    return withLine(signal, async (line) => {
      const found: DicomValues[] = [];
      for await (const { status, comment, found: elements } of line.find(identifierOf(question))) {
        if (elements && found.length <= most) found.push(readValues(elements, question.attributes));
        if (status === OUT_OF_RESOURCES) return null;
        if (status !== SUCCESS && status !== 0xff00 && status !== 0xff01 && status !== CANCELLED)
          throw refused(status, comment);
      }
      return found.length > most ? null : found;
    });
  }

  return {
    atOnce: 1,
    studies: (query, most, signal) =>
      find({ level: 'STUDY', attributes: STUDY_ATTRIBUTES, match: matchesOf(query) }, most, signal),
    async series(studyUid, signal) {
      const match = { StudyInstanceUID: studyUid };
      const found = (await find({ level: 'SERIES', attributes: SERIES_ATTRIBUTES, match }, 10_000, signal)) ?? [];
      return found.toSorted((a, b) => Number(a['SeriesNumber'] ?? 0) - Number(b['SeriesNumber'] ?? 0));
    },
    now: () => Promise.resolve(Date.now()),
    greet: (signal) =>
      withLine(signal, async (line) => {
        const status = await line.echo();
        if (status !== SUCCESS) throw refused(status, '');
        return line.implementation;
      }),
    async close() {
      await association?.release();
      association = null;
    },
  };
}

interface Question {
  readonly level: 'STUDY' | 'SERIES';
  readonly attributes: readonly DicomAttribute[];
  readonly match: Readonly<Record<string, string>>;
}

function matchesOf({ days, patientId, accessionNumber, studyUids }: StudyQuery): Record<string, string> {
  return {
    ...(days ? { StudyDate: `${days.from ?? ''}-${days.to ?? ''}` } : {}),
    ...(patientId ? { PatientID: patientId } : {}),
    ...(accessionNumber ? { AccessionNumber: accessionNumber } : {}),
    ...(studyUids ? { StudyInstanceUID: studyUids.join('\\') } : {}),
  };
}

/** Every attribute that is wanted, empty or with what it has to be; answers in UTF-8 are asked for. */
function identifierOf({ level, attributes, match }: Question): Element[] {
  const keys = attributes.map(({ keyword, tag, vr }) => textElement(tag, match[keyword] ?? '', vr === 'UI'));
  return [textElement(CHARACTER_SET, 'ISO_IR 192', false), textElement(LEVEL, level, false), ...keys];
}

function readValues(elements: Map<string, Buffer>, attributes: readonly DicomAttribute[]): DicomValues {
  const terms = (elements.get(CHARACTER_SET)?.toString('latin1') ?? '').split('\\').map((term) => term.trim());
  return Object.assign(
    {},
    ...attributes.map((one) => {
      const bytes = elements.get(one.tag);
      return bytes ? valuesOf(one, decodeDicomText(bytes, terms).split('\\')) : {};
    }),
  ) as DicomValues;
}

function addressOf({ url, options }: Connection): DimseAddress {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const called = decodeURIComponent(parsed?.username ?? '');
  if (!parsed || parsed.protocol !== 'dicom:' || !called || !parsed.hostname) {
    throw new TransportError('query', 'PACS 地址无效，应为 dicom://对方AE名称@主机:端口。');
  }
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: Number(parsed.port || 104),
    called,
    calling: options['callingAe'] ?? 'CADRE_HEALTH',
  };
}

function refused(status: number, comment: string): TransportError {
  const code = status.toString(16).toUpperCase().padStart(4, '0');
  const reason = comment.replace(/[^\x20-\x7e]/g, '').slice(0, 64);
  return new TransportError(
    'query',
    `PACS 拒绝了查询（${code}${reason ? `：${reason}` : ''}）。请把此信息交给接口工程师。`,
  );
}
