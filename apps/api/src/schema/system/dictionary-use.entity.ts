import { Entity, PrimaryColumn } from 'typeorm';

/** A column that keeps codes of a dictionary. */
@Entity('dictionary_use', { comment: 'open: no data of people' })
export class DictionaryUse {
  @PrimaryColumn('text') system: string;
  @PrimaryColumn('text') tableName: string;
  @PrimaryColumn('text') columnName: string;
}
