import { Column, Entity, Index, Unique } from 'typeorm';
import { SyncedFact } from '../synced-fact.js';

/** A check-up (体检). */
@Unique(['sourceSystem', 'sourceKey'])
@Index(['beneficiaryId', 'checkupDate'])
@Entity('checkup')
export class Checkup extends SyncedFact {
  @Column('text') checkupNo: string;
  @Column('integer') year: number;
  @Column('date') checkupDate: string;
  @Column('date', { nullable: true }) concludedDate: string | null;
  @Column('text', { nullable: true }) packageName: string | null;
  @Column('text', { nullable: true }) workUnit: string | null;
  @Column('text', { nullable: true }) chiefDoctor: string | null;
  @Column('text', { nullable: true }) conclusion: string | null;
  @Column('text', { nullable: true }) advice: string | null;
  @Column('text') status: string;
  @Column('integer', { default: 1 }) revision: number;
  @Column('integer') abnormalCount: number;
}
