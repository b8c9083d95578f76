import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Somebody has to look again at something by a day. */
@Unique(['originId', 'line'])
@Index(['beneficiaryId'])
@Index(['status', 'dueDate'])
@Check('recall_origin_check', `(origin = ANY (ARRAY['checkup'::text, 'manual'::text]))`)
@Check('recall_status_check', `(status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text]))`)
@Entity('recall')
export class Recall {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('text') origin: string;
  @Column('uuid', { nullable: true }) originId: string | null;
  @Column('uuid', { nullable: true }) checkupId: string | null;
  @Column('integer') line: number;
  @Column('text') item: string;
  @Column('text', { nullable: true }) advice: string | null;
  @Column('date') dueDate: string;
  @Column('text', { default: 'open' }) status: string;
  @Column('text', { nullable: true }) method: string | null;
  @Column('text', { nullable: true }) result: string | null;
  @Column('text', { nullable: true }) handledBy: string | null;
  @Column('text', { nullable: true }) handledByName: string | null;
  @Column('timestamptz', { nullable: true }) handledAt: Date | null;
  @Column('text') createdBy: string;
  @Column('text') createdByName: string;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
}
