import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A group of log rows, chained to the group before it. */
@Index(['at'])
@Entity('audit_chain')
export class AuditChain {
  @PrimaryColumn('bigint') seq: number;
  @Column('timestamptz') at: Date;
  @Column('text') algorithm: string;
  @Column('bigint', { array: true }) accessRows: number[];
  @Column('bigint', { array: true }) changeRows: number[];
  /** 32 bytes a row: first those of access_rows, then those of change_rows. */
  @Column('bytea') digests: Buffer;
  @Column('bigint') accessSeen: number;
  @Column('bigint') changeSeen: number;
  /** Numbers below the seen ones whose transaction was still open. */
  @Column('jsonb') gaps: unknown;
  @Column('bytea') prev: Buffer;
  @Column('bytea') hash: Buffer;
}
