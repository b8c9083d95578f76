import { ApiProperty } from '@nestjs/swagger';
import { hidden, Masked, Plain } from '../../platform/access/masked.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { OptionalDay, OptionalFlag, OptionalText, SomeCodes, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { NestedQuery, SchemeId } from '../../platform/query/asked-query.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

export const INPATIENT_STATUSES = ['in_hospital', 'discharged', 'cancelled'] as const;

/** What a list of stays may be ordered by. */
export const INPATIENT_SORTS = {
  admittedAt: 'v.started_at', dischargedAt: 'v.ended_at', name: 'b.name_sort', wardName: 'v.ward_name', bedNo: 'v.bed_no',
  departmentName: 'v.department_name', doctorName: 'v.doctor_name', careLevel: 'b.care_level',
} as const;

/** Filters and page; the counts and the export take the filters alone. */
export class InpatientQuery extends PageQuery {
  @OptionalText('姓名、拼音、住院号、病案号或床号') keyword?: string;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @SomeCodes('科室，含下级科室') departmentCode?: string[];
  @SomeCodes('就诊类型') visitType?: string[];
  @OptionalText('责任医师的姓名或工号') doctor?: string;
  @OptionalText('诊断名称中的文字，或诊断编码的开头') diagnosis?: string;
  @OptionalFlag('含次要诊断') includeOtherDiagnoses?: boolean;
  @SomeOf(INPATIENT_STATUSES) status?: string[];
  @OptionalDay('入院日期自') admittedFrom?: string;
  @OptionalDay('入院日期至，含当日') admittedTo?: string;
  @OptionalDay('出院日期自；在院者不在其中') dischargedFrom?: string;
  @OptionalDay('出院日期至，含当日') dischargedTo?: string;
  @OptionalText('床号', 20) bedNo?: string;
  @SchemeId() scheme?: string;
  @SortBy(INPATIENT_SORTS, '-admittedAt') sort: string = '-admittedAt';
}

/** The same with a nested query of its own. */
export class InpatientSearch extends InpatientQuery {
  @NestedQuery() query: Record<string, unknown>;
}

export class InpatientVisitRow extends PersonRow {
  @ApiProperty({ title: '就诊号' }) visitNo: string;
  @ApiProperty({ title: '病区', type: String, nullable: true }) wardName: string | null;
  @ApiProperty({ title: '床号', type: String, nullable: true }) bedNo: string | null;
  @ApiProperty({ title: '科室', type: String, nullable: true }) departmentName: string | null;
  @ApiProperty({ title: '责任医师', type: String, nullable: true }) doctorName: string | null;
  @ApiProperty({ title: '入院时间', format: 'date-time' }) admittedAt: Date;
  @ApiProperty({ title: '住院天数', type: Number, nullable: true, description: 'Calendar days without the day of discharge; until today while in hospital' })
  stayDays: number | null;
  @ApiProperty({ title: '出院时间', type: String, format: 'date-time', nullable: true }) dischargedAt: Date | null;
  @ApiProperty({ title: '主要诊断', type: String, nullable: true }) @Masked(hidden, 'diagnosis:read') mainDiagnosis: string | null;
  @ApiProperty({ title: '病案号', type: String, nullable: true }) @Plain('The number of the paper chart; a column of the tender') medicalRecordNo: string | null;
  @ApiProperty({ title: '就诊类型', type: String, nullable: true }) visitType: string | null;
  @ApiProperty({ title: '状态', enum: INPATIENT_STATUSES }) status: string;
  @ApiProperty({ title: '检验异常项数', type: Number, nullable: true }) @Masked(hidden, 'lab:read') abnormalCount: number | null;
  @ApiProperty({ title: '危急值项数', type: Number, nullable: true }) @Masked(hidden, 'lab:read') criticalCount: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Reports of the last week that came after the reader opened the visit' })
  @Masked(hidden, 'lab:read') unreadCount: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Rule that recognised the person' }) matchedBy: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why, in words' }) matchReason: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) matchedAt: Date | null;
}

export class InpatientVisitPage extends PageOf(InpatientVisitRow) {}

export class InpatientCounts {
  @ApiProperty() inHospital: number;
  @ApiProperty() discharged: number;
  @ApiProperty() cancelled: number;
}
