import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** A second factor that was shown and waits for its first code. */
@Entity('second_factor_enrolment')
export class SecondFactorEnrolment {
  @PrimaryColumn('uuid') userId: string;
  @Column('text') secretCipher: string;
  @Column('timestamptz', { default: () => 'now()' }) madeAt: Date;
  @OneToOne(() => AppUser) @JoinColumn({ name: 'user_id' }) user: Relation<AppUser>;
}
