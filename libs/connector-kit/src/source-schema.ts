import { z } from 'zod';
import type {
  DicomWebSource,
  DimseSource,
  FhirSource,
  FileDropSource,
  MllpSource,
  RestJsonSource,
  SqlPart,
  SqlViewSource,
} from './connector.js';
import { CONDITION, type Shape } from './mapping-schema.js';

/** Names that end up in SQL: letters of any script, digits, `_`, `$`, `#`; quoted by the dialect all the same. */
const COLUMN = z.string().regex(/^[\p{L}_][\p{L}\p{N}_$#]{0,62}$/u);
const VIEW = z.string().regex(/^[\p{L}_][\p{L}\p{N}_$#]{0,62}(\.[\p{L}_][\p{L}\p{N}_$#]{0,62}){0,2}$/u);
const PART = z.string().regex(/^[a-z][A-Za-z0-9]{0,49}$/);
const PATH = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}]+$/u);
const WORD = z.string().regex(/^[\w.:-]{1,64}$/);
const SEGMENT = z.string().regex(/^[A-Z][A-Z0-9]{2}$/);
const KEY = (column: z.ZodType<string>) => z.array(column).min(1).max(10);
const PRECISION = z.enum(['instant', 'day', 'compact-text']);
const DAY = z.iso.date();
const LOOKBACK = z
  .number()
  .min(0)
  .max(31 * 86_400);

const SQL_PART = z.strictObject({
  view: VIEW,
  parentKey: COLUMN,
  childKey: COLUMN,
  orderBy: COLUMN,
} satisfies Shape<SqlPart>);

const SQL_VIEW = z.strictObject({
  transport: z.literal('sql-view'),
  view: VIEW,
  key: KEY(COLUMN),
  cursor: z.strictObject({ column: COLUMN, precision: PRECISION }),
  patientColumn: COLUMN,
  lookbackSeconds: LOOKBACK,
  parts: z.record(PART, SQL_PART).optional(),
} satisfies Shape<SqlViewSource>);

const APPLICATION = z.string().min(1).max(180);
const MLLP = z.strictObject({
  transport: z.literal('mllp'),
  sendingApplication: z.union([APPLICATION, z.array(APPLICATION).min(1).max(50)]),
  messages: z
    .array(z.string().regex(/^([A-Z0-9]{3}(\^([A-Z0-9]{3}|\*))?|\*)$/))
    .min(1)
    .max(50),
  when: CONDITION.optional(),
  split: SEGMENT.optional(),
  parts: z.record(PART, z.strictObject({ segment: SEGMENT })).optional(),
} satisfies Shape<MllpSource>);

/** Under the connection's own address, never beside it: no host, no way up. */
const URL_PATH = z
  .string()
  .max(200)
  .regex(/^\/(?!\/)[\w./~-]*$/)
  .refine((path) => !path.split('/').includes('..'), { error: '路径不能包含 ..' });

const REST_JSON = z.strictObject({
  transport: z.literal('rest-json'),
  path: URL_PATH,
  method: z.enum(['GET', 'POST']).optional(),
  fixed: z.record(WORD, z.string().max(200)).optional(),
  items: z.string().max(120),
  ok: z.strictObject({ path: PATH, equals: z.string().max(50), message: z.string().max(120) }).optional(),
  query: z.strictObject({
    since: WORD,
    until: WORD.optional(),
    limit: WORD.optional(),
    cursor: WORD.optional(),
    page: WORD.optional(),
    patients: WORD.optional(),
    keys: WORD.optional(),
  } satisfies Shape<RestJsonSource['query']>),
  next: PATH.optional(),
  count: PATH.optional(),
  key: KEY(PATH),
  cursor: z.strictObject({ column: PATH, precision: PRECISION }),
  times: z.enum(['iso', 'local', 'epoch']).optional(),
  span: z.strictObject({ days: z.int().min(1).max(3_660), from: DAY }).optional(),
  sorted: z.literal(true).optional(),
  clock: PATH.optional(),
  patientColumn: PATH,
  deleted: PATH.optional(),
  lookbackSeconds: LOOKBACK,
  parts: z.record(PART, PATH).optional(),
} satisfies Shape<RestJsonSource>);

const FHIR = z.strictObject({
  transport: z.literal('fhir-r4'),
  resource: z.string().regex(/^[A-Z][A-Za-z]{1,40}$/),
  search: z.record(z.string().regex(/^[\w.:-]{1,64}$/), z.string().max(200)).optional(),
  include: z
    .array(z.string().regex(/^[A-Za-z]+:[\w-]+(:[A-Za-z]+)?$/))
    .max(10)
    .optional(),
  patientColumn: PATH,
  lookbackSeconds: LOOKBACK,
  parts: z.record(PART, PATH).optional(),
} satisfies Shape<FhirSource>);

const SERIES = z.strictObject({ series: z.literal(true) });
const DICOM_WEB = z.strictObject({
  transport: z.literal('dicomweb'),
  level: z.literal('study'),
  lookbackSeconds: LOOKBACK,
  parts: SERIES.optional(),
} satisfies Shape<DicomWebSource>);
const DIMSE = z.strictObject({
  transport: z.literal('dimse'),
  level: z.literal('study'),
  lookbackSeconds: LOOKBACK,
  parts: SERIES.optional(),
} satisfies Shape<DimseSource>);

const FILE_NAME = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^/\\\p{Cc}]+$/u);
const FILE_DROP = z.strictObject({
  transport: z.literal('file-drop'),
  pattern: FILE_NAME,
  key: KEY(PATH),
  patientColumn: PATH,
  settleSeconds: z.number().min(0).max(3_600),
  readyMark: z
    .string()
    .max(20)
    .regex(/^\.[\w.-]+$/)
    .optional(),
  follows: z.literal(true).optional(),
  parts: z.record(PART, z.literal(true)).optional(),
} satisfies Shape<FileDropSource>);

/** Where a stream is read, by its transport. */
export const SOURCE = z.discriminatedUnion('transport', [SQL_VIEW, MLLP, REST_JSON, FHIR, DICOM_WEB, DIMSE, FILE_DROP]);
