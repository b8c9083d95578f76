import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file with the rows of old groups. */
@Entity('audit_archive')
export class AuditArchive {
  @PrimaryColumn('bigint') firstBlock: number;
  @Column('bigint') lastBlock: number;
  @Column('timestamptz') until: Date;
  @Column('integer') rows: number;
  @Column('text') file: string;
  @Column('text') sha256: string;
  @Column('timestamptz', { default: () => 'now()' }) madeAt: Date;
  @Column('timestamptz', { nullable: true }) removedAt: Date | null;
}
