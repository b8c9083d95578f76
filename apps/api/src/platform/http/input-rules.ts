import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { registerDecorator } from 'class-validator';

/** What PostgreSQL cannot store or a reader cannot see: NUL, other control characters, lone surrogates. */
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Text of at most `longest` characters, trimmed, without characters that cannot be kept. */
export function CleanText(longest: number, shortest = 0): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    rule('isCleanText', (value) => {
      if (typeof value !== 'string' || UNSTORABLE.test(value)) return false;
      const length = [...value].length;
      return length >= shortest && length <= longest;
    }),
  );
}

/** A date that exists, as YYYY-MM-DD between 1850 and 2200. */
export function CalendarDate(): PropertyDecorator {
  return rule('isCalendarDate', (value) => {
    const parts = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
    if (!parts) return false;
    const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
    const date = new Date(Date.UTC(year, month - 1, day));
    return year >= 1850 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  });
}

function rule(name: string, holds: (value: unknown) => boolean): PropertyDecorator {
  return (target, field) =>
    registerDecorator({ name, target: target.constructor, propertyName: String(field), validator: { validate: holds } });
}
