import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Mission } from './mission.entity.js';

/** Who of the staff took part in a mission, from when to when. */
@Index(['staffNo'])
@Entity('mission_staff')
export class MissionStaff {
  @PrimaryColumn('uuid') missionId: string;
  @PrimaryColumn('text') staffNo: string;
  @Column('text') staffName: string;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) duty: string | null;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz') endsAt: Date;
  @ManyToOne(() => Mission) @JoinColumn({ name: 'mission_id' }) mission: Relation<Mission>;
}

/** Whom a mission was for, with his standing of that moment. */
@Index(['beneficiaryId'])
@Entity('mission_person')
export class MissionPerson {
  @PrimaryColumn('uuid') missionId: string;
  @PrimaryColumn('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('text') snapType: string;
  @Column('text', { nullable: true }) snapLevel: string | null;
  @Column('text', { array: true }) snapCategory: string[];
  @Column('boolean') snapKeyCare: boolean;
  @ManyToOne(() => Mission) @JoinColumn({ name: 'mission_id' }) mission: Relation<Mission>;
}
