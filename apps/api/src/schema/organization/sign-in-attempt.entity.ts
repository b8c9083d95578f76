import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failed sign-ins of one address, by the minute. */
@Entity('sign_in_attempt')
export class SignInAttempt {
  @PrimaryColumn('text') ip: string;
  @PrimaryColumn('timestamptz') minute: Date;
  @Column('integer', { default: 0 }) failures: number;
}
