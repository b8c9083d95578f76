import pg from 'pg';

const DATE = 1082;
const TIMESTAMP_WITHOUT_ZONE = 1114;
const INT8 = 20;

/**
 * Dates stay text: as a Date at local midnight 1988-06-01 would become the day before (China had summer time then).
 * Counts are numbers; our sequences stay far below 2^53.
 */
export function readValuesAsWritten(): void {
  pg.types.setTypeParser(DATE, (text: string) => text);
  pg.types.setTypeParser(TIMESTAMP_WITHOUT_ZONE, (text: string) => text);
  pg.types.setTypeParser(INT8, Number);
}
