import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A connector that was not delivered with the program: made in the console or read from a file. */
@Entity('connector_definition')
export class ConnectorDefinition {
  @PrimaryColumn('text') id: string;
  @Column('text') system: string;
  @Column('text') name: string;
  @Column('text') patientNumbersOf: string;
  @Column('jsonb', { default: () => `'{}'` }) codes: unknown;
  @Column('text') origin: string;
  @Column('text') createdBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}
