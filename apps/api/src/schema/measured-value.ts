import { Column } from 'typeorm';

/** A value as it was measured: the original text, and what could be read out of it. */
export abstract class MeasuredValue {
  @Column('text') itemCode: string;
  @Column('text') itemName: string;
  @Column('text') identityCode: string;
  @Column('text', { nullable: true }) valueText: string | null;
  @Column('double precision', { nullable: true }) valueNumber: number | null;
  @Column('text', { nullable: true }) comparator: string | null;
  @Column('text') valueKind: string;
  @Column('double precision', { nullable: true }) valueOrdinal: number | null;
  @Column('text', { nullable: true }) unit: string | null;
  @Column('text', { nullable: true }) rangeText: string | null;
  @Column('double precision', { nullable: true }) rangeLow: number | null;
  @Column('double precision', { nullable: true }) rangeHigh: number | null;
  @Column('text', { nullable: true }) rangeExpected: string | null;
  @Column('text', { nullable: true }) flag: string | null;
  @Column('text', { nullable: true }) flagSource: string | null;
  @Column('boolean', { default: false }) flagDisagrees: boolean;
  @Column('boolean', { default: false }) critical: boolean;
}
