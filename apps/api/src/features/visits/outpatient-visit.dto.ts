import { ApiProperty } from '@nestjs/swagger';
import { hidden, Masked } from '../../platform/access/masked.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { OptionalDay, OptionalText, SomeCodes, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { NestedQuery, SchemeId } from '../../platform/query/asked-query.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

export const OUTPATIENT_STATUSES = ['registered', 'in_visit', 'finished', 'refunded'] as const;

/** What a list of out-patient visits may be ordered by. */
export const OUTPATIENT_SORTS = {
  visitedAt: 'v.started_at', name: 'b.name_sort', departmentName: 'v.department_name', doctorName: 'v.doctor_name', careLevel: 'b.care_level',
} as const;

/** Filters and page; the export takes the filters alone. */
export class OutpatientQuery extends PageQuery {
  @OptionalText('姓名、拼音、就诊号或病案号') keyword?: string;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @SomeCodes('科室，含下级科室') departmentCode?: string[];
  @SomeCodes('就诊类型') visitType?: string[];
  @SomeOf(OUTPATIENT_STATUSES) status?: string[];
  @OptionalText('诊断名称中的文字，或诊断编码的开头') diagnosis?: string;
  @OptionalDay('就诊日期自') from?: string;
  @OptionalDay('就诊日期至，含当日') to?: string;
  @OptionalText('就诊机构的编码或名称') organization?: string;
  @SchemeId() scheme?: string;
  @SortBy(OUTPATIENT_SORTS, '-visitedAt') sort: string = '-visitedAt';
}

/** The same with a nested query of its own. */
export class OutpatientSearch extends OutpatientQuery {
  @NestedQuery() query: Record<string, unknown>;
}

export class OutpatientVisitRow extends PersonRow {
  @ApiProperty({ title: '就诊号' }) visitNo: string;
  @ApiProperty({ title: '就诊时间', format: 'date-time', description: 'Of somebody who still waits, when he registered' }) visitedAt: Date;
  @ApiProperty({ title: '待就诊' }) waiting: boolean;
  @ApiProperty({ title: '就诊科室', type: String, nullable: true }) departmentName: string | null;
  @ApiProperty({ title: '医生', type: String, nullable: true }) doctorName: string | null;
  @ApiProperty({ title: '主要诊断', type: String, nullable: true }) @Masked(hidden, 'diagnosis:read') mainDiagnosis: string | null;
  @ApiProperty({ title: '其他诊断', type: [String] }) @Masked(() => '****', 'diagnosis:read') otherDiagnoses: string[];
  @ApiProperty({ title: '就诊类型', type: String, nullable: true }) visitType: string | null;
  @ApiProperty({ title: '门急诊', enum: ['outpatient', 'emergency'] }) visitClass: string;
  @ApiProperty({ title: '就诊机构', type: String, nullable: true }) organizationName: string | null;
  @ApiProperty({ title: '状态', enum: OUTPATIENT_STATUSES }) status: string;
  @ApiProperty({ title: '特需', description: 'Registered as a VIP visit' }) vipVisit: boolean;
  @ApiProperty({ title: '检验异常项数', type: Number, nullable: true }) @Masked(hidden, 'lab:read') abnormalCount: number | null;
  @ApiProperty({ title: '危急值项数', type: Number, nullable: true }) @Masked(hidden, 'lab:read') criticalCount: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Reports of the last week that came after the reader opened the visit' })
  @Masked(hidden, 'lab:read') unreadCount: number | null;
}

export class OutpatientVisitPage extends PageOf(OutpatientVisitRow) {}
