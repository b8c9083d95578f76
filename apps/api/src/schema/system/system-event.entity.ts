import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A kind of trouble of the system, counted. */
@Index(['lastAt'])
@Unique(['fingerprint'])
@Check('system_event_level_check', `level in ('warn', 'error')`)
@Check('system_event_status_check', `status in ('open', 'handled')`)
@Entity('system_event')
export class SystemEvent {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') fingerprint: string;
  @Column('text') level: string;
  @Column('text') module: string;
  @Column('text') message: string;
  @Column('integer', { default: 1 }) count: number;
  @Column('timestamptz', { default: () => 'now()' }) firstAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) lastAt: Date;
  /** Error numbers as users saw them, the newest last. */
  @Column('text', { array: true, default: () => "'{}'" }) traces: string[];
  @Column('text', { default: 'open' }) status: string;
  @Column('text', { nullable: true }) handledBy: string | null;
  @Column('timestamptz', { nullable: true }) handledAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
}
