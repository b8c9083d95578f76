import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';
import { CalendarDate, CleanText } from './input-rules.js';

const MOST_CHOICES = 50;
const asList = ({ value }: { value: unknown }): unknown => (value === undefined || Array.isArray(value) ? value : [value]);

/** Some of the given words; the parameter may be repeated. */
export function SomeOf(words: readonly string[]): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ enum: words, isArray: true }), IsOptional(), Transform(asList), ArrayMaxSize(MOST_CHOICES), IsIn(words, { each: true }),
  );
}

/** Some codes of the hospital's; the parameter may be repeated. */
export function SomeCodes(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: [String], description }), IsOptional(), Transform(asList), ArrayMaxSize(MOST_CHOICES),
    Matches(/^[\p{L}\p{N}@._-]{1,64}$/u, { each: true }),
  );
}

export function OptionalText(description: string, longest = 64): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ description, maxLength: longest }), IsOptional(), CleanText(longest));
}

/** A calendar day of the hospital, YYYY-MM-DD; as the end of a period the day belongs to it. */
export function OptionalDay(description: string): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ format: 'date', description }), IsOptional(), CalendarDate());
}

export function OptionalFlag(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: Boolean, description }), IsOptional(),
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)), IsBoolean(),
  );
}

/** `field` or `-field` of the given columns. */
export function SortBy(columns: Readonly<Record<string, string>>, usual: string): PropertyDecorator {
  const choices = Object.keys(columns).flatMap((name) => [name, `-${name}`]);
  return applyDecorators(ApiPropertyOptional({ enum: choices, default: usual }), IsOptional(), IsIn(choices));
}
