import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A result that somebody has to look at, with the reasons and what became of it. */
@Unique(['reportId', 'resultNo'])
@Index(['beneficiaryId', 'itemCode'])
@Index(['status', 'severity', 'foundAt'])
@Check('abnormal_finding_status_check', `(status = ANY (ARRAY['unread'::text, 'known'::text, 'in_progress'::text, 'closed'::text]))`)
@Entity('abnormal_finding')
export class AbnormalFinding {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('uuid') reportId: string;
  @Column('text') resultNo: string;
  @Column('text') itemCode: string;
  @Column('text') itemName: string;
  @Column('timestamptz') collectedAt: Date;
  @Column('text', { nullable: true }) valueText: string | null;
  @Column('text', { nullable: true }) unit: string | null;
  @Column('text', { nullable: true }) rangeText: string | null;
  @Column('text', { nullable: true }) flag: string | null;
  @Column('text', { array: true }) kinds: string[];
  @Column('smallint') severity: number;
  @Column('jsonb') reasons: object;
  @Column('timestamptz', { default: () => 'now()' }) foundAt: Date;
  @Column('text', { default: 'unread' }) status: string;
  @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('text', { nullable: true }) ownerName: string | null;
  @Column('text', { nullable: true }) statusBy: string | null;
  @Column('timestamptz', { nullable: true }) statusAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { nullable: true }) voidAt: Date | null;
}
