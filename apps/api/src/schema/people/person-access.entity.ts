import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Beneficiary } from './beneficiary.entity.js';

/** Why a department or a member of staff sees a person, and until when. */
@Index(['staffNo', 'beneficiaryId'])
@Index('person_access_department_code_beneficiary_id_idx', { synchronize: false })
@Entity('person_access')
export class PersonAccess {
  @PrimaryColumn('uuid') beneficiaryId: string;
  @PrimaryColumn('text', { default: '' }) departmentCode: string;
  @PrimaryColumn('text', { default: '' }) staffNo: string;
  @PrimaryColumn('text') reason: string;
  @Column('timestamptz', { nullable: true }) validUntil: Date | null;
  @ManyToOne(() => Beneficiary, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
