import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Beneficiary } from '../people/beneficiary.entity.js';
import { Role } from './role.entity.js';

/** One of the people whom a role for chosen people sees. */
@Index(['beneficiaryId'])
@Entity('role_person')
export class RolePerson {
  @PrimaryColumn('text') roleCode: string;
  @PrimaryColumn('uuid') beneficiaryId: string;
  @Column('boolean') confidential: boolean;
  @Column('text') addedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) addedAt: Date;
  @ManyToOne(() => Role) @JoinColumn({ name: 'role_code' }) role: Relation<Role>;
  @ManyToOne(() => Beneficiary) @JoinColumn({ name: 'beneficiary_id' }) beneficiary: Relation<Beneficiary>;
}
