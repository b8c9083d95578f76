import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What events of one cell add up to on a day or in a month; rows of a cell are added up by the reader. */
@Check('care_day_span_check', `span in ('day', 'month')`)
@Index(['span', 'kind', 'day'])
@Entity('care_day')
export class CareDay {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') span: string;
  @Column('date') day: string;
  @Column('text') kind: string;
  @Column('text', { nullable: true }) departmentCode: string | null;
  @Column('text', { nullable: true }) requestDepartmentCode: string | null;
  @Column('text') snapType: string;
  @Column('text', { nullable: true }) snapLevel: string | null;
  @Column('integer') visits: number;
  @Column('integer') requestVisits: number;
  @Column('integer') cases: number;
}
