import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A session that can be registered for (号源). */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['date', 'departmentCode'])
@Entity('slot')
export class Slot {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') sourceSystem: string;
  @Column('text') sourceKey: string;
  @Column('timestamptz') sourceVersion: Date;
  @Column('smallint') sourceRank: number;
  @Column('text') contentHash: string;
  @Column('bigint', { nullable: true }) runId: number | null;
  @Column('timestamptz', { default: () => 'now()' }) recordedFrom: Date;
  @Column('timestamptz', { nullable: true }) deletedAt: Date | null;
  @Column('text') slotNo: string;
  @Column('date') date: string;
  @Column('text', { nullable: true }) session: string | null;
  @Column('timestamptz', { nullable: true }) startsAt: Date | null;
  @Column('timestamptz', { nullable: true }) endsAt: Date | null;
  @Column('text') departmentCode: string;
  @Column('text', { nullable: true }) departmentName: string | null;
  @Column('text', { nullable: true }) doctorCode: string | null;
  @Column('text', { nullable: true }) doctorName: string | null;
  @Column('text', { nullable: true }) registrationClass: string | null;
  @Column('integer') total: number;
  @Column('integer', { nullable: true }) used: number | null;
  @Column('integer', { nullable: true }) reserved: number | null;
  @Column('integer', { nullable: true }) reservedUsed: number | null;
  @Column('text', { nullable: true }) fee: string | null;
  @Column('boolean', { default: false }) stopped: boolean;
  @Column('text', { nullable: true }) status: string | null;
}
