import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code of a dictionary and its name. */
@Entity('dictionary_item', { comment: 'open: no data of people' })
export class DictionaryItem {
  @PrimaryColumn('text') system: string;
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('integer', { default: 0 }) sort: number;
  @Column('boolean', { default: true }) active: boolean;
}
