import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a user last opened a visit: reports that came later are unread to him. */
@Entity('visit_seen')
export class VisitSeen {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') visitId: string;
  @Column('timestamptz', { default: () => 'now()' }) seenAt: Date;
}
