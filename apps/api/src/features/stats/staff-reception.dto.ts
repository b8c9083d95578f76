import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { Plain } from '../../platform/access/masked.js';
import { PersonName } from '../../platform/access/person-name.js';
import { RowsOf } from '../../platform/access/row-parts.js';
import { OptionalFlag } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { CalendarDate } from '../../platform/http/input-rules.js';
import { PeriodQuery } from './figure-filter.dto.js';

const TEXT = { type: String, nullable: true } as const;
const STAFF_UNITS = ['visits', 'people'] as const;
const CODE = /^[\p{L}\p{N}@._-]{1,64}$/u;

export class StaffReceptionQuery extends PeriodQuery {
  /** 只计接待当日在这一科室的人员 */
  @ApiPropertyOptional() @IsOptional() @Matches(CODE) departmentCode?: string;
  @OptionalFlag('也列出没有记录的在职人员，各项为 0') withoutRecords?: boolean;
}

/** A column: a level, 特需, one of the fixed dimensions, or a code of RECEPTION_DIMENSION. */
export class StaffDimension {
  @ApiProperty({ description: 'L1…L9, VIP, KEY_CARE, PE, MISSION, or a code of the dictionary' }) code: string;
  @ApiProperty() @Plain('Name of a column') name: string;
  @ApiProperty({ description: 'Counted in 合计; the others overlap with it' }) additive: boolean;
}

export class StaffReceptionRow {
  @ApiProperty({ ...TEXT, title: '工号', description: 'Null: everybody together, each reception once' }) staffNo: string | null;
  @ApiProperty({ title: '姓名' }) @Plain('Who of the staff is counted') name: string;
  @ApiProperty({ ...TEXT, title: '科室', description: 'Where he was at the time; a row for each' }) departmentCode: string | null;
  @ApiProperty({ ...TEXT, title: '科室名称' }) departmentName: string | null;
  @ApiProperty({ ...TEXT, title: '职务' }) position: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, description: 'By code of the column' }) counts: Record<string, number>;
  @ApiProperty({ title: '合计人次', description: 'Receptions, missions and entries of check-ups, each once' }) total: number;
  @ApiProperty({ title: '服务人数' }) people: number;
  @ApiProperty({ title: '总时长（小时）' }) hours: number;
}

export class StaffReceptionReport {
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ format: 'date' }) to: string;
  @ApiProperty({ enum: ['each', 'split'], description: 'How a reception by several is counted for each' }) sharing: string;
  @ApiProperty({ description: 'Visits of the doctors’ clinics are counted too' }) withVisits: boolean;
  @ApiProperty({ description: 'The caller sees himself only' }) onlyOwn: boolean;
  @RowsOf(() => StaffDimension) columns: StaffDimension[];
  @RowsOf(() => StaffReceptionRow, 'The sum last') rows: StaffReceptionRow[];
}

export class StaffDrillQuery extends PageQuery {
  @ApiProperty({ format: 'date' }) @CalendarDate() from: string;
  @ApiProperty({ format: 'date' }) @CalendarDate() to: string;
  @ApiPropertyOptional() @IsOptional() @Matches(CODE) departmentCode?: string;
  /** 工号；不填为全部 */
  @ApiPropertyOptional() @IsOptional() @Matches(CODE) staffNo?: string;
  /** 列的代码；不填为合计 */
  @ApiPropertyOptional() @IsOptional() @Matches(CODE) column?: string;
  /** 人次：一行一次工作；人数：一行一名服务对象，取其最近一次 */
  @ApiPropertyOptional({ enum: STAFF_UNITS, default: 'visits' }) @IsOptional() @IsIn(STAFF_UNITS) unit: (typeof STAFF_UNITS)[number] = 'visits';
}

/** A reception, a mission or an entry of a check-up that a figure counts. */
export class StaffDrillRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ title: '来源', enum: ['reception', 'mission', 'visit', 'duty'] }) what: string;
  @ApiProperty({ ...TEXT, format: 'uuid' }) beneficiaryId: string | null;
  @ApiProperty({ title: '对象或任务', description: 'Of the person, the title of the mission, or the place of a check-up' }) @PersonName() name: string;
  @ApiProperty({ ...TEXT, title: '级别' }) careLevel: string | null;
  @ApiProperty({ title: '类别', description: 'Name of the kind of reception, mission or visit' }) kind: string;
  @ApiProperty({ title: '开始时间', format: 'date-time' }) startedAt: Date;
  @ApiProperty({ title: '时长（分钟）', type: Number, nullable: true }) minutes: number | null;
  @ApiProperty({ title: '人次', description: 'One, or the number that was entered of a check-up' }) visits: number;
  @ApiProperty({ title: '人员' }) staffNames: string;
}

export class StaffDrillPage extends PageOf(StaffDrillRow) {
  @ApiProperty({ description: '人次 of all rows; 体检工作 counts them, the other columns count rows' }) visits: number;
}
