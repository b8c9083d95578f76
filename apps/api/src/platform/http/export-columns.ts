import type { Type } from '@nestjs/common';

/** Where @nestjs/swagger keeps what @ApiProperty says. */
const PROPERTIES = 'swagger/apiModelPropertiesArray';
const PROPERTY = 'swagger/apiModelProperties';
const MOMENT_WIDTH = 17;
const DAY_WIDTH = 12;
const TEXT_WIDTH = 14;
const NARROW_WIDTH = 8;
const LIST_WIDTH = 30;

export interface ExportColumn {
  readonly field: string;
  readonly title: string;
  /** A calendar day as text. */
  readonly isDay: boolean;
  /** In characters. */
  readonly width: number;
}

/** The columns of a row class in an export: its fields that have a title, in the order of their declaration, parents first. */
export function columnsOf(row: Type): ExportColumn[] {
  const fields: string[] = Reflect.getMetadata(PROPERTIES, row.prototype) ?? [];
  return fields.flatMap((marked) => {
    const field = marked.slice(1);
    const { title, format, type, isArray } = Reflect.getMetadata(PROPERTY, row.prototype, field) as {
      title?: string; format?: string; type?: unknown; isArray?: boolean;
    };
    if (!title) return [];
    const isMoment = format === 'date-time' || type === Date;
    const isNarrow = type === Number || type === Boolean || title.length <= 2;
    const width = isMoment ? MOMENT_WIDTH : format === 'date' ? DAY_WIDTH : isArray ? LIST_WIDTH : isNarrow ? NARROW_WIDTH : TEXT_WIDTH;
    return [{ field, title, isDay: format === 'date', width: Math.max(width, title.length * 2 + 2) }];
  });
}
