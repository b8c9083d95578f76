import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What changed, before and after. */
@Index(['tableName', 'rowId', 'seq'])
@Index(['at'])
@Index(['trace'])
@Index('change_log_person_idx', { synchronize: false })
@Entity('change_log')
export class ChangeLog {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) seq: number;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at: Date;
  @Column('text') actor: string;
  @Column('text', { nullable: true }) trace: string | null;
  @Column('text') tableName: string;
  @Column('text') rowId: string;
  @Column('text') action: string;
  @Column('jsonb', { nullable: true }) before: unknown;
  @Column('jsonb', { nullable: true }) after: unknown;
}
