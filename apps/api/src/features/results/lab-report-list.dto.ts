import { ApiProperty } from '@nestjs/swagger';
import { OptionalDay, OptionalFlag, OptionalText, SomeCodes, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';

export const LAB_REPORT_STATES = ['final', 'corrected', 'withdrawn'] as const;

/** What a list of laboratory reports may be ordered by. */
export const LAB_REPORT_SORTS = {
  collectedAt: 'v.collected_at', reportedAt: 'v.reported_at', name: 'b.name_sort', careLevel: 'b.care_level',
  departmentName: 'v.department_name', panelName: 'v.panel_name', abnormalCount: 'v.abnormal_count',
} as const;

const TEXT = { type: String, nullable: true } as const;

export class LabReportListQuery extends PageQuery {
  @OptionalText('姓名、拼音、报告单号或就诊号') keyword?: string;
  @OptionalDay('采样日期自') from?: string;
  @OptionalDay('采样日期至，含当日') to?: string;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @SomeCodes('送检科室，含下级科室') departmentCode?: string[];
  @OptionalText('检验组合名称中的文字') panel?: string;
  @SomeOf(LAB_REPORT_STATES) status?: string[];
  @OptionalFlag('只要有异常结果的') onlyAbnormal?: boolean;
  @OptionalFlag('只要有危急值的') onlyCritical?: boolean;
  @SortBy(LAB_REPORT_SORTS, '-collectedAt') sort: string = '-collectedAt';
}

/** A report of the list of all people. */
export class LabReportListRow extends PersonRow {
  @ApiProperty({ title: '报告单号' }) reportNo: string;
  @ApiProperty({ title: '检验组合' }) panelName: string;
  @ApiProperty({ ...TEXT, title: '标本' }) specimen: string | null;
  @ApiProperty({ title: '采样时间', format: 'date-time' }) collectedAt: Date;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', title: '报告时间' }) reportedAt: Date | null;
  @ApiProperty({ ...TEXT, title: '送检科室' }) departmentName: string | null;
  @ApiProperty({ ...TEXT, title: '就诊号' }) visitNo: string | null;
  @ApiProperty({ title: '异常项数' }) abnormalCount: number;
  @ApiProperty({ title: '危急值' }) critical: boolean;
  @ApiProperty({ title: '报告状态', enum: LAB_REPORT_STATES }) status: string;
  @ApiProperty({ title: '版本' }) revision: number;
}

export class LabReportListPage extends PageOf(LabReportListRow) {}
