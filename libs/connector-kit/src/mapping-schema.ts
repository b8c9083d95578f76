import { z } from 'zod';
import type { Condition, ConstantRule, FieldRule, Mapping, PartMapping, ReadRule } from './mapping.js';

/** Every member of a type has to be in its shape: a new one that is forgotten here does not compile. */
export type Shape<T> = Record<keyof T, z.ZodType>;

const MOST_FIELDS = 200;
const MOST_FALLBACKS = 10;
const FIELD = z.string().regex(/^[a-z][A-Za-z0-9]{0,49}$/);
/** A column, a JSON path, an HL7 path: no more than a name of a place. */
const PATH = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}]+$/u);
const VALUE = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

export const CONDITION = z.strictObject({
  path: PATH,
  in: z.array(z.string().max(100)).min(1).max(50),
} satisfies Shape<Condition>);

const READ = z.strictObject({
  from: z.union([PATH, z.array(PATH).min(1).max(MOST_FALLBACKS)]),
  as: z.enum(['text', 'integer', 'decimal', 'date', 'instant', 'flag']).optional(),
  codes: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,49}$/)
    .optional(),
  optional: z.literal(true).optional(),
  default: VALUE.optional(),
  when: CONDITION.optional(),
  pad: z.strictObject({ to: z.int().min(1).max(64), with: z.string().length(1) }).optional(),
  strip: z.array(z.string().min(1).max(20)).min(1).max(10).optional(),
  blank: z.array(z.string().min(1).max(40)).min(1).max(20).optional(),
} satisfies Shape<ReadRule>);

const CONSTANT = z.strictObject({
  as: z.literal('constant'),
  value: VALUE,
  when: CONDITION.optional(),
  otherwise: VALUE.optional(),
} satisfies Shape<ConstantRule>);

/** Told apart by what they are before they are read, so that a wrong member is named and not "no alternative fits". */
const RULE = z.unknown().transform((rule, context) => {
  const isConstant = typeof rule === 'object' && rule !== null && (rule as { as?: unknown }).as === 'constant';
  const read = (isConstant ? CONSTANT : READ).safeParse(rule, { reportInput: true });
  if (read.success) return read.data as FieldRule;
  for (const issue of read.error.issues) context.issues.push({ ...issue, input: rule } as never);
  return z.NEVER;
});

const FIELDS = z
  .record(FIELD, RULE)
  .refine((fields) => Object.keys(fields).length <= MOST_FIELDS, { error: `最多 ${MOST_FIELDS} 个字段` });

const PART = z.strictObject({ fields: FIELDS } satisfies Shape<PartMapping>);

export const MAPPING = z
  .strictObject({
    key: z.array(FIELD).min(1).max(10),
    version: FIELD,
    patient: FIELD.optional(),
    fields: FIELDS,
    parts: z.record(FIELD, PART).optional(),
    zone: z.string().max(40).refine(isZone, { error: '不是有效的时区名' }).optional(),
  } satisfies Shape<Mapping>)
  .superRefine(({ key, version, patient, fields }, context) => {
    const want = (path: string, name: string | undefined): void => {
      if (name !== undefined && !(name in fields))
        context.addIssue({ code: 'custom', path: [path], message: `字段 ${name} 没有映射规则` });
    };
    for (const name of key) want('key', name);
    want('version', version);
    want('patient', patient);
    if (version in fields && fields[version]!.as !== 'instant') {
      context.addIssue({
        code: 'custom',
        path: ['version'],
        message: `字段 ${version} 应按时间（instant）转换，才能判断新旧`,
      });
    }
  });

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
