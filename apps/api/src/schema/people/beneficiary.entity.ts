import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One person on the roster. */
@Index(['nameSort', 'id'])
@Index(['workUnit'])
@Index('beneficiary_id_idx', ['id'], { where: 'confidential' })
@Index('beneficiary_figure_no_key', { synchronize: false })
@Entity('beneficiary')
export class Beneficiary {
  @PrimaryGeneratedColumn('uuid') id: string;
  /** His place in the sets of people that figures are counted from. */
  @Column('integer', { default: () => `nextval('figure_place')` }) figureNo: number;
  @Column('text', { unique: true }) rosterNo: string;
  @Column('text') name: string;
  @Column('text') nameSort: string;
  @Column('text', { nullable: true }) aliasName: string | null;
  @Column('text') sex: string;
  @Column('date', { nullable: true }) birthDate: string | null;
  @Column('text', { nullable: true }) idType: string | null;
  @Column('text', { nullable: true }) workUnit: string | null;
  @Column('text', { nullable: true }) position: string | null;
  @Column('text', { nullable: true }) rank: string | null;
  @Column('text', { array: true }) categories: string[];
  @Column('text') primaryCategory: string;
  @Column('text', { array: true, default: () => "'{}'" }) personCategories: string[];
  @Column('text', { nullable: true }) careLevel: string | null;
  @Column('date', { nullable: true }) careLevelFrom: string | null;
  @Column('date', { nullable: true }) careLevelUntil: string | null;
  @Column('boolean', { default: false }) keyCare: boolean;
  @Column('text', { default: 'N' }) secrecy: string;
  @Column('boolean', { default: false }) confidential: boolean;
  @Column('text', { nullable: true }) secrecyReason: string | null;
  /** When it is looked at again whether he still has to be 机密; nothing lifts it by itself. */
  @Column('date', { nullable: true }) secrecyReviewOn: string | null;
  @Column('text', { default: 'active' }) status: string;
  @Column('text', { nullable: true }) statusReason: string | null;
  @Column('timestamptz', { nullable: true }) leftAt: Date | null;
  /** When it was put on record that he has died. */
  @Column('timestamptz', { nullable: true }) deceasedAt: Date | null;
  @Column('text', { nullable: true }) allergies: string | null;
  @Column('text', { nullable: true }) addressCipher: string | null;
  @Column('text', { nullable: true }) nation: string | null;
  @Column('text', { nullable: true }) marital: string | null;
  @Column('text', { nullable: true }) nationality: string | null;
  @Column('text', { nullable: true }) unitCode: string | null;
  @Column('text', { nullable: true }) unitDepartment: string | null;
  @Column('text', { nullable: true }) landlineCipher: string | null;
  @Column('text', { nullable: true }) emailCipher: string | null;
  @Column('text', { nullable: true }) postcode: string | null;
  @Column('text', { nullable: true }) pastHistory: string | null;
  @Column('text', { nullable: true }) bloodAbo: string | null;
  @Column('text', { nullable: true }) bloodRh: string | null;
  @Column('text', { nullable: true }) careDoctorNo: string | null;
  @Column('text', { nullable: true }) careNurseNo: string | null;
  @Column('text', { nullable: true }) careDepartmentCode: string | null;
  @Column('text', { nullable: true }) note: string | null;
  /** Who last said each field, and when. */
  @Column('jsonb', { default: {} }) fieldOrigins: unknown;
  @Column('text', { array: true, default: () => "'{}'" }) lockedFields: string[];
  @Column('text') origin: string;
  @Column('boolean', { default: false }) demo: boolean;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
}
