import { z } from 'zod';
import type { Connector, StreamSpec, SystemKind, Target } from './connector.js';
import type { Mapping } from './mapping.js';
import { MAPPING, type Shape } from './mapping-schema.js';
import { type DataProblem, dataProblems } from './schema-words.js';
import { SOURCE } from './source-schema.js';

const ID = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
const NAME = z
  .string()
  .min(1)
  .max(50)
  .regex(/^[^\p{Cc}]+$/u);
const MOST_BYTES = 2_000_000;

/** Complete by type: a kind that is added to the connector's words has to be added here. */
const SYSTEMS: Record<SystemKind, true> = {
  HIS: true,
  EMR: true,
  LIS: true,
  RIS: true,
  PACS: true,
  ENDOSCOPY: true,
  SURGERY: true,
  PEIS: true,
  BOOKING: true,
  CITY_CARE_OFFICE: true,
  BASE_HOSPITAL: true,
};
const TARGETS: Record<Target, true> = {
  patient: true,
  'patient-merge': true,
  registration: true,
  'outpatient-visit': true,
  'inpatient-visit': true,
  'lab-report': true,
  checkup: true,
  order: true,
  prescription: true,
  surgery: true,
  consultation: true,
  'clinical-note': true,
  'exam-report': true,
  'imaging-study': true,
  appointment: true,
  slot: true,
  department: true,
  staff: true,
};
/** What a connector may be of, and what a record may become. */
export const SYSTEM_KINDS = Object.keys(SYSTEMS) as SystemKind[];
export const TARGET_NAMES = Object.keys(TARGETS) as Target[];
/** Data of no person: everything else has to say whose it is. */
export const WITHOUT_PERSON: readonly Target[] = ['slot', 'department', 'staff'];

const STREAM = z
  .strictObject({
    id: ID,
    name: NAME,
    target: z.enum(TARGET_NAMES),
    source: SOURCE,
    mapping: MAPPING,
    rank: z.int().min(1).max(9),
    everySeconds: z
      .int()
      .min(5)
      .max(7 * 86_400)
      .optional(),
  } satisfies Shape<StreamSpec>)
  .superRefine(({ target, source, mapping }, context) => {
    if (mapping.patient === undefined && !WITHOUT_PERSON.includes(target)) {
      context.addIssue({ code: 'custom', path: ['mapping', 'patient'], message: '请指明哪个字段是患者编号' });
    }
    const offered = 'parts' in source ? Object.keys(source.parts ?? {}) : null;
    for (const part of Object.keys(mapping.parts ?? {})) {
      if (offered && !offered.includes(part)) {
        context.addIssue({ code: 'custom', path: ['mapping', 'parts', part], message: `来源没有提供明细 ${part}` });
      }
    }
  });

const CODES = z.record(
  ID.or(z.string().regex(/^[a-z][a-z0-9-]{0,49}$/)),
  z.record(z.string().min(1).max(100), z.string().min(1).max(200)),
);

const CONNECTOR = z
  .strictObject({
    id: ID,
    system: z.enum(SYSTEM_KINDS),
    name: NAME,
    patientNumbersOf: z.string().regex(/^[A-Za-z][\w-]{0,31}$/),
    streams: z.array(STREAM).max(50),
    codes: CODES,
  } satisfies Shape<Connector>)
  .superRefine(({ streams, codes }, context) => {
    const ids = streams.map(({ id }) => id);
    for (const [at, id] of ids.entries()) {
      if (ids.indexOf(id) !== at)
        context.addIssue({ code: 'custom', path: ['streams', at, 'id'], message: `数据集编号 ${id} 重复` });
    }
    for (const [at, { mapping }] of streams.entries()) {
      for (const table of codeTablesOf(mapping as Mapping)) {
        if (!(table in codes))
          context.addIssue({
            code: 'custom',
            path: ['streams', at, 'mapping'],
            message: `代码表 ${table} 不存在，请在 codes 中列出（可以为空表）`,
          });
      }
    }
  });

export type Read<T> = { readonly value: T } | { readonly problems: readonly DataProblem[] };

/** A connector out of JSON, e.g. a file; nothing unknown gets in, and every problem is named with its place in Chinese. */
export const readConnector = (json: unknown): Read<Connector> => read<Connector>(CONNECTOR, json);
export const readStream = (json: unknown): Read<StreamSpec> => read<StreamSpec>(STREAM, json);
export const readMapping = (json: unknown): Read<Mapping> => read<Mapping>(MAPPING, json);

/** The code tables that a mapping looks things up in, parts included. */
export function codeTablesOf({ fields, parts = {} }: Mapping): readonly string[] {
  const rules = [fields, ...Object.values(parts).map((part) => part.fields)].flatMap((some) => Object.values(some));
  return [
    ...new Set(rules.flatMap((rule) => (rule.as === 'constant' || rule.codes === undefined ? [] : [rule.codes]))),
  ];
}

function read<T>(schema: z.ZodType, json: unknown): Read<T> {
  if ((JSON.stringify(json) ?? '').length > MOST_BYTES)
    return { problems: [{ path: '', message: '内容过大，最多 2 MB' }] };
  const found = schema.safeParse(json, { reportInput: true });
  return found.success ? { value: found.data as T } : { problems: dataProblems(found.error.issues) };
}
