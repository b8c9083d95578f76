import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sign-in with an outside identity that is on its way: good once, for minutes, in the browser that began it. */
@Entity('external_step')
export class ExternalStep {
  @PrimaryColumn('text') tokenHash: string;
  @Column('text') kind: string;
  @Column('text') provider: string;
  @Column('text') browserHash: string;
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('text', { nullable: true }) subject: string | null;
  @Column('text', { nullable: true }) displayName: string | null;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}
