import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code of a source that was met, and what it means with us. */
@Entity('code_mapping', { comment: 'open: no data of people' })
export class CodeMapping {
  @PrimaryColumn('text') sourceSystem: string;
  @PrimaryColumn('text') tableName: string;
  @PrimaryColumn('text') code: string;
  @Column('text', { nullable: true }) target: string | null;
  @Column('integer', { default: 1 }) seen: number;
  @Column('timestamptz', { default: () => 'now()' }) firstSeen: Date;
  @Column('timestamptz', { default: () => 'now()' }) lastSeen: Date;
}
