import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A parameter that somebody set; one that nobody set has its default and no row. */
@Entity('parameter')
export class Parameter {
  @PrimaryColumn('text') id: string;
  @Column('jsonb') value: unknown;
  @Column('integer', { default: 1 }) version: number;
  @Column('text') changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
}
