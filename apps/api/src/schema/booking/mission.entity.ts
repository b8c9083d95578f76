import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A task of care (保健任务) that was given to the hospital. */
@Unique(['missionNo'])
@Index(['startsAt'])
@Check('mission_status_check', `(status = ANY (ARRAY['received'::text, 'replied'::text, 'executing'::text, 'done'::text, 'revoked'::text]))`)
@Entity('mission')
export class Mission {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') missionNo: string;
  @Column('text') title: string;
  @Column('text') kind: string;
  @Column('text', { nullable: true }) issuer: string | null;
  @Column('text', { default: 'received' }) status: string;
  @Column('timestamptz') receivedAt: Date;
  @Column('text', { nullable: true }) content: string | null;
  @Column('text', { nullable: true }) place: string | null;
  @Column('text', { nullable: true }) needs: string | null;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz') endsAt: Date;
  @Column('text', { nullable: true }) reply: string | null;
  @Column('timestamptz', { nullable: true }) repliedAt: Date | null;
  @Column('text', { nullable: true }) summary: string | null;
  @Column('timestamptz', { nullable: true }) doneAt: Date | null;
  @Column('text', { nullable: true }) revokeReason: string | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('text') createdBy: string;
  @Column('text') createdByName: string;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
}
