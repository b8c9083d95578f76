import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What came of comparing kept figures with a recount. */
@Check('figure_check_kind_check', `kind in ('sample', 'rebuild')`)
@Entity('figure_check')
export class FigureCheck {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('text') kind: string;
  @Column('text') actor: string;
  @Column('date', { nullable: true }) firstDay: string | null;
  @Column('date', { nullable: true }) lastDay: string | null;
  @Column('integer') cells: number;
  @Column('integer') differing: number;
  @Column('jsonb', { default: [] }) differences: unknown;
}
