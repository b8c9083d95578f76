import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A dictionary: what its codes are about and which standard they follow. */
@Entity('dictionary_type', { comment: 'open: no data of people' })
export class DictionaryType {
  @PrimaryColumn('text') id: string;
  @Column('text') name: string;
  @Column('text', { default: '' }) standard: string;
  @Column('boolean', { default: false }) builtIn: boolean;
  /** The codes belong to the program: what they are called may change, which there are may not. */
  @Column('boolean', { default: false }) fixed: boolean;
  @Column('text', { default: 'system' }) createdBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}
