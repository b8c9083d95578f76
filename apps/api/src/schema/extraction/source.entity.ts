import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A system that is read, its state and how to reach it. */
@Entity('source')
export class Source {
  @PrimaryColumn('text') id: string;
  @Column('text') connectorId: string;
  @Column('text') name: string;
  @Column('text') system: string;
  @Column('text') host: string;
  @Column('text', { nullable: true }) urlCipher: string | null;
  @Column('text', { nullable: true }) optionsCipher: string | null;
  @Column('text', { default: 'HIS' }) patientNumbersOf: string;
  @Column('boolean', { default: true }) enabled: boolean;
  @Column('text', { default: 'unknown' }) state: string;
  @Column('timestamptz', { default: () => 'now()' }) stateSince: Date;
  @Column('integer', { default: 0 }) failureCount: number;
  @Column('text', { nullable: true }) lastError: string | null;
  @Column('timestamptz', { nullable: true }) lastSuccessAt: Date | null;
  @Column('timestamptz', { nullable: true }) dataAt: Date | null;
  @Column('integer', { default: 300 }) lateAfterSeconds: number;
  /** When its nightly scan begins; null: the usual time. */
  @Column('time', { nullable: true }) fullScanAt: string | null;
  /** `file`: how it is reached stands in CONNECTORS_FILE, and the console leaves that alone; `console`. */
  @Column('text', { default: 'file' }) managedBy: string;
  /** Pulling rests; what is pushed is still taken. */
  @Column('boolean', { default: false }) paused: boolean;
  @Column('integer', { nullable: true }) rowsPerPage: number | null;
  @Column('integer', { nullable: true }) statementTimeoutMs: number | null;
  @Column('time', { nullable: true }) quietFrom: string | null;
  @Column('time', { nullable: true }) quietUntil: string | null;
}
