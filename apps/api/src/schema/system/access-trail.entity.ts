import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who asked for what. */
@Index(['userId', 'at'])
@Index(['actor', 'at'])
@Index(['action', 'at'])
@Index(['operation', 'at'])
@Index('access_trail_words_idx', { synchronize: false })
@Index('access_trail_beneficiary_ids_idx', { synchronize: false })
@Index(['at'])
@Entity('access_trail')
export class AccessTrail {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) seq: number;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at: Date;
  @Column('text') actor: string;
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('uuid', { nullable: true }) sessionId: string | null;
  @Column('text', { nullable: true }) ip: string | null;
  @Column('text', { nullable: true }) device: string | null;
  @Column('text') operation: string;
  @Column('text') action: string;
  @Column('text', { array: true, nullable: true }) objectIds: string[] | null;
  @Column('uuid', { array: true, nullable: true }) beneficiaryIds: string[] | null;
  @Column('integer', { nullable: true }) rowCount: number | null;
  @Column('jsonb', { nullable: true }) asked: unknown;
  @Column('text') outcome: string;
  @Column('smallint', { nullable: true }) status: number | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) trace: string | null;
}
