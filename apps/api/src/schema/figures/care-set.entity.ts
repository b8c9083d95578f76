import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** People with events in a month, a bit each by {@link Beneficiary.figureNo}; layers above 0 are the binary digits of how many more than one they have. */
@Index(['month', 'house'])
@Index('care_set_department_code_month_idx', ['departmentCode', 'month'], { where: 'not house' })
@Entity('care_set')
export class CareSet {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('date') month: string;
  @Column('boolean') house: boolean;
  @Column('text') kind: string;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text') level: string;
  @Column('integer') segment: number;
  @Column('smallint') layer: number;
  @Column({ type: 'bit', length: '32768' }) people: string;
}

/** A month whose sets are kept. */
@Entity({ name: 'care_set_month', comment: 'open: no data of people' })
export class CareSetMonth {
  @PrimaryColumn('date') month: string;
  @Column('timestamptz', { default: () => 'now()' }) keptAt: Date;
}

/** The events of a month have changed since its sets were made. */
@Index(['month'])
@Entity({ name: 'care_set_stale', comment: 'open: no data of people' })
export class CareSetStale {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('date') month: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
}
