import { OptionalText } from './list-input.js';
import { PageQuery } from './page.dto.js';

/** Which of a person's records. */
export class PersonRecordsQuery extends PageQuery {
  @OptionalText('就诊流水号：只看这一次就诊的记录') visitNo?: string;
}
