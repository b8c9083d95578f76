import { decodeAnswer } from '../http/decode-answer.js';
import type { HttpAnswer } from '../http/exchange.js';
import { AnswerTooLarge } from '../http/read-body.js';
import { statusError } from '../http/status-error.js';
import type { Connection, TransportLimits } from '../pull-transport.js';
import { TransportError } from '../transport-error.js';
import {
  type DicomAttribute,
  type DicomValues,
  INSTANCE_ATTRIBUTES,
  isUid,
  SERIES_ATTRIBUTES,
  STUDY_ATTRIBUTES,
  valuesOf,
} from './dicom-attributes.js';
import { openDicomWebClient } from './dicomweb-client.js';
import type { StudyFinder, StudyQuery } from './study-finder.js';

const JSON_BYTES = 64 * 1024 * 1024;
const A_PAGE = 500;
const DICOM_JSON = 'application/dicom+json, application/json;q=0.9';

/** A PACS asked over QIDO-RS. */
export interface DicomWebFinder extends StudyFinder {
  /** The answer to the smallest question there is, for looking at a PACS. */
  greet(signal: AbortSignal): Promise<HttpAnswer>;
  /** UIDs of a series' instances in the PACS's order of numbers. */
  instances(studyUid: string, seriesUid: string, signal: AbortSignal): Promise<readonly DicomValues[]>;
  close(): void;
}

/** Asks nothing yet. */
export function openDicomWebFinder(
  connection: Connection,
  limits: Pick<TransportLimits, 'statementTimeoutMs' | 'connectTimeoutMs'>,
): DicomWebFinder {
  const { connectTimeoutMs, statementTimeoutMs: totalTimeoutMs } = limits;
  const client = openDicomWebClient(connection, { connectTimeoutMs, totalTimeoutMs, maxBytes: JSON_BYTES });
  const get = (path: string, signal: AbortSignal): Promise<HttpAnswer> => client.get(path, DICOM_JSON, signal);

  /** Asks on until an answer brings nothing new: some servers page, some give less than asked for, some give all at once. */
  async function everything(query: StudyQuery, most: number, signal: AbortSignal): Promise<DicomValues[] | null> {
    const found = new Map<string, DicomValues>();
    for (;;) {
      const answer = await get(studiesPath(query, found.size), signal).catch(nullWhenTooLarge);
      if (answer === null || answer.status === 413) return null;
      const before = found.size;
      for (const study of listOf(answer, STUDY_ATTRIBUTES))
        found.set(study['StudyInstanceUID'] ?? `?${found.size}`, study);
      if (found.size > most) return null;
      if (found.size === before) return [...found.values()];
    }
  }

  /** What lies inside one study or series is few: servers tell it at once. */
  const inside = async (
    path: string,
    attributes: readonly DicomAttribute[],
    signal: AbortSignal,
  ): Promise<DicomValues[]> =>
    listOf(await get(`${path}?${new URLSearchParams(fieldsOf(attributes)).toString()}`, signal), attributes);

  return {
    atOnce: 4,
    studies: (query, most, signal) => everything(query, most, signal),
    series: async (studyUid, signal) =>
      byNumber(await inside(`/studies/${uid(studyUid)}/series`, SERIES_ATTRIBUTES, signal), 'SeriesNumber'),
    async instances(studyUid, seriesUid, signal) {
      const path = `/studies/${uid(studyUid)}/series/${uid(seriesUid)}/instances`;
      return byNumber(await inside(path, INSTANCE_ATTRIBUTES, signal), 'InstanceNumber');
    },
    async now(signal) {
      const told = Date.parse((await get('/studies?limit=1', signal)).headers.date ?? '');
      return Number.isNaN(told) ? Date.now() : told;
    },
    greet: (signal) => get('/studies?limit=1', signal),
    close: () => client.close(),
  };
}

const fieldsOf = (attributes: readonly DicomAttribute[]): [string, string][] =>
  attributes.map(({ tag }) => ['includefield', tag]);

function studiesPath(query: StudyQuery, offset: number): string {
  const asked = new URLSearchParams([...filtersOf(query), ...fieldsOf(STUDY_ATTRIBUTES), ['limit', String(A_PAGE)]]);
  if (offset > 0) asked.set('offset', String(offset));
  return `/studies?${asked.toString()}`;
}

function filtersOf({ days, patientId, accessionNumber, studyUids }: StudyQuery): [string, string][] {
  return [
    ...(days ? [['StudyDate', `${days.from ?? ''}-${days.to ?? ''}`] as [string, string]] : []),
    ...(patientId ? [['PatientID', patientId] as [string, string]] : []),
    ...(accessionNumber ? [['AccessionNumber', accessionNumber] as [string, string]] : []),
    ...(studyUids ? [['StudyInstanceUID', studyUids.map(uid).join(',')] as [string, string]] : []),
  ];
}

/** Nothing but a UID is ever made part of a path. */
export function uid(text: string): string {
  if (!isUid(text)) throw new TransportError('query', '检查编号不是有效的 DICOM UID。');
  return text;
}

function nullWhenTooLarge(error: unknown): null {
  if (error instanceof AnswerTooLarge) return null;
  throw error;
}

function listOf({ status, bytes }: HttpAnswer, attributes: readonly DicomAttribute[]): DicomValues[] {
  if (status === 204 || (status === 200 && bytes.length === 0)) return [];
  if (status === 404)
    throw new TransportError(
      'schema',
      'PACS 没有此查询地址。请核对 DICOMweb 的路径（通常以 /dicom-web 或 /dicomweb 结尾）。',
    );
  if (status !== 200) throw statusError(status, null);
  try {
    const items: unknown = JSON.parse(decodeAnswer(bytes));
    if (!Array.isArray(items)) throw new TypeError('no list');
    return items.map((item) => readItem(item as JsonItem, attributes));
  } catch (error) {
    throw new TransportError('broken', 'PACS 的应答不是 DICOM JSON，无法读取。请核对地址是否为 DICOMweb 服务。', error);
  }
}

/** DICOM's JSON model: values by tag, of which only texts, numbers and names are read. */
type JsonItem = Readonly<Record<string, { readonly Value?: readonly unknown[] } | undefined>>;

function readItem(item: JsonItem, attributes: readonly DicomAttribute[]): DicomValues {
  return Object.assign(
    {},
    ...attributes.map((one) => valuesOf(one, textsOf((item[one.tag] ?? item[one.tag.toLowerCase()])?.Value))),
  ) as DicomValues;
}

function textsOf(values: unknown): string[] {
  if (!Array.isArray(values)) return [];
  return values.map((value: unknown) => {
    if (typeof value !== 'object' || value === null)
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const groups = value as Readonly<Record<string, unknown>>;
    return ['Alphabetic', 'Ideographic', 'Phonetic']
      .map((name) => (typeof groups[name] === 'string' ? groups[name] : ''))
      .join('=');
  });
}

function byNumber(items: readonly DicomValues[], keyword: string): DicomValues[] {
  return items.toSorted((a, b) => Number(a[keyword] ?? 0) - Number(b[keyword] ?? 0));
}
