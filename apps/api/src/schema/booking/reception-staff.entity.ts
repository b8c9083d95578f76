import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Reception } from './reception.entity.js';

/** Who of the staff looked after somebody, and in which department he was that day. */
@Index(['staffNo'])
@Index('reception_staff_counted_idx', { synchronize: false })
@Entity('reception_staff')
export class ReceptionStaff {
  @PrimaryColumn('uuid') receptionId: string;
  @PrimaryColumn('text') staffNo: string;
  @Column('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('text') staffName: string;
  @Column('text', { nullable: true }) departmentCode: string | null;
  /** When the reception began, once it is finished; triggers keep it. */
  @Column('timestamptz', { nullable: true }) countedAt: Date | null;
  @ManyToOne(() => Reception) @JoinColumn({ name: 'reception_id' }) reception: Relation<Reception>;
}
