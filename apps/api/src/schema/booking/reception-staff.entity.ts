import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Reception } from './reception.entity.js';

/** Who of the staff looked after somebody, and in which department he was that day. */
@Index(['staffNo'])
@Entity('reception_staff')
export class ReceptionStaff {
  @PrimaryColumn('uuid') receptionId: string;
  @PrimaryColumn('text') staffNo: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('text') staffName: string;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @ManyToOne(() => Reception) @JoinColumn({ name: 'reception_id' }) reception: Relation<Reception>;
}
