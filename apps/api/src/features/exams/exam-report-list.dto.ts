import { ApiProperty } from '@nestjs/swagger';
import { OptionalDay, OptionalFlag, OptionalText, SomeCodes, SomeOf, SortBy } from '../../platform/http/list-input.js';
import { PageOf, PageQuery } from '../../platform/http/page.dto.js';
import { PersonRow } from '../../platform/http/person-row.dto.js';
import { EXAM_CATEGORIES } from './exam-report.dto.js';

export const EXAM_REPORT_STATES = ['final', 'corrected', 'withdrawn'] as const;
/** archived: the archive holds them; not-archived: it should and does not yet; none: there are none. */
export const EXAM_IMAGES = ['archived', 'not-archived', 'none'] as const;

/** What a list of examinations may be ordered by. */
export const EXAM_REPORT_SORTS = {
  examinedAt: 'v.examined_at', reportedAt: 'v.reported_at', name: 'b.name_sort', careLevel: 'b.care_level', departmentName: 'v.department_name',
} as const;

const TEXT = { type: String, nullable: true } as const;

export class ExamReportListQuery extends PageQuery {
  @OptionalText('姓名、拼音、检查号或就诊号') keyword?: string;
  @OptionalDay('检查日期自') from?: string;
  @OptionalDay('检查日期至，含当日') to?: string;
  @SomeOf(['cadre', 'vip']) category?: string[];
  @SomeOf(['L1', 'L2', 'L3', 'L9']) careLevel?: string[];
  @SomeOf(EXAM_CATEGORIES) examCategory?: string[];
  @SomeCodes('检查科室，含下级科室') departmentCode?: string[];
  @OptionalText('检查项目、部位、所见或诊断意见中的文字') words?: string;
  @SomeOf(EXAM_REPORT_STATES) status?: string[];
  @SomeOf(EXAM_IMAGES) images?: string[];
  @OptionalFlag('只要阳性的') onlyPositive?: boolean;
  @SortBy(EXAM_REPORT_SORTS, '-examinedAt') sort: string = '-examinedAt';
}

/** An examination of the list of all people. */
export class ExamReportListRow extends PersonRow {
  @ApiProperty({ title: '检查号' }) examNo: string;
  @ApiProperty({ title: '检查时间', format: 'date-time' }) examinedAt: Date;
  @ApiProperty({ title: '检查类别', description: 'CT, MR, DR, US, NM, ECG, ENDOSCOPY, PATHOLOGY, OTHER, or the code of the source' }) category: string;
  @ApiProperty({ title: '检查项目' }) itemName: string;
  @ApiProperty({ ...TEXT, title: '部位' }) bodyPart: string | null;
  @ApiProperty({ ...TEXT, title: '检查科室' }) departmentName: string | null;
  @ApiProperty({ ...TEXT, title: '诊断意见' }) impression: string | null;
  @ApiProperty({ title: '阳性', type: Boolean, nullable: true, description: 'Null: nobody said' }) positive: boolean | null;
  @ApiProperty({ title: '危急' }) critical: boolean;
  @ApiProperty({ title: '影像', enum: EXAM_IMAGES }) images: string;
  @ApiProperty({ ...TEXT, format: 'uuid', description: 'Null: the archive holds nothing of it' }) studyId: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', title: '报告时间' }) reportedAt: Date | null;
  @ApiProperty({ ...TEXT, title: '就诊号' }) visitNo: string | null;
  @ApiProperty({ title: '报告状态', enum: EXAM_REPORT_STATES }) status: string;
  @ApiProperty({ title: '版本' }) revision: number;
}

export class ExamReportListPage extends PageOf(ExamReportListRow) {}
