import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** How much results of one item differ by themselves; the version that nothing has replaced holds. */
@Unique(['itemCode', 'version'])
@Index('lab_variation_current_idx', ['itemCode'], { unique: true, where: '(replaced_at IS NULL)' })
@Check('lab_variation_cva_check', `((cva > (0)::double precision) AND (cva <= (100)::double precision))`)
@Check('lab_variation_cvi_check', `((cvi > (0)::double precision) AND (cvi <= (100)::double precision))`)
@Entity({ name: 'lab_variation', comment: 'open: no data of people' })
export class LabVariation {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') itemCode: string;
  @Column('integer') version: number;
  @Column('double precision') cva: number;
  @Column('double precision') cvi: number;
  @Column('text') source: string;
  @Column('boolean', { default: false }) confirmed: boolean;
  @Column('text', { default: 'system' }) changedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) changedAt: Date;
  @Column('timestamptz', { nullable: true }) replacedAt: Date | null;
}
