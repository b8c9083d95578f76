import { ApiProperty } from '@nestjs/swagger';
import { RowsOf } from '../../platform/access/row-parts.js';

export class DictionaryCode {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Initials' }) pinyin: string;
  @ApiProperty({ type: String, nullable: true, example: '#0958d9' }) color: string | null;
  @ApiProperty({ description: 'False: only names old records, is not offered in forms' }) offered: boolean;
}

export class DictionaryRow {
  @ApiProperty({ example: 'CARE_LEVEL' }) system: string;
  @RowsOf(() => DictionaryCode) codes: DictionaryCode[];
}

export class DictionaryList {
  @RowsOf(() => DictionaryRow) items: DictionaryRow[];
}

/** What everybody may know before signing in. */
export class Branding {
  @ApiProperty({ example: '深圳市第三人民医院' }) hospitalName: string;
  @ApiProperty({ example: '干部医疗保健管理系统' }) productName: string;
  @ApiProperty({ description: 'True: generated people, simulated systems' }) demo: boolean;
  @ApiProperty() version: string;
}
