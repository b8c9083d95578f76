import { ApiProperty } from '@nestjs/swagger';
import { RowOf, RowsOf } from '../../../platform/access/row-parts.js';
import { OptionalFlag, OptionalText, SomeOf } from '../../../platform/http/list-input.js';

export const DEPARTMENT_KINDS = ['group', 'clinical', 'clinic', 'tech', 'pe', 'admin'] as const;
const TEXT = { type: String, nullable: true } as const;

export class DepartmentTreeQuery {
  @OptionalText('名称或编码') keyword?: string;
  @OptionalFlag('含已停用的科室') disabled?: boolean;
  @OptionalFlag('是否需要处理就诊') handlesVisits?: boolean;
  @SomeOf(DEPARTMENT_KINDS) kind?: string[];
}

/** A department at its place in the tree; titles are the columns of the export. */
export class DepartmentTreeRow {
  @ApiProperty({ title: '科室', description: 'In the export moved in by its depth' }) name: string;
  @ApiProperty({ title: '编码' }) code: string;
  @ApiProperty({ ...TEXT, title: 'HIS 编码' }) sourceKey: string | null;
  @ApiProperty({ ...TEXT, title: '上级' }) parentName: string | null;
  @ApiProperty({ title: '路径' }) path: string;
  @ApiProperty({ title: '类别', enum: DEPARTMENT_KINDS }) kind: string;
  @ApiProperty({ ...TEXT, title: '负责人' }) headName: string | null;
  @ApiProperty({ ...TEXT, title: '护士长' }) headNurseName: string | null;
  @ApiProperty({ title: '成员数', description: 'People who work in it now, those of departments below not among them' }) members: number;
  @ApiProperty({ title: '需处理就诊' }) handlesVisits: boolean;
  @ApiProperty({ title: '启用' }) active: boolean;
  @ApiProperty({ title: '来源', enum: ['his', 'local'] }) origin: string;
  @ApiProperty(TEXT) parentCode: string | null;
  @ApiProperty({ description: '0 at the top' }) depth: number;
  @ApiProperty() sort: number;
  @ApiProperty(TEXT) headStaffNo: string | null;
  @ApiProperty(TEXT) headNurseStaffNo: string | null;
  @ApiProperty({ type: Number, nullable: true }) ratedBeds: number | null;
  @ApiProperty({ ...TEXT, description: 'Its people went there' }) mergedInto: string | null;
}

/** Of the rows of the same filter. */
export class DepartmentSummary {
  @ApiProperty() departments: number;
  @ApiProperty() active: number;
  @ApiProperty() handlingVisits: number;
  @ApiProperty() members: number;
}

export class DepartmentTree {
  @RowsOf(() => DepartmentTreeRow, 'In the order of the tree') items: DepartmentTreeRow[];
  @RowOf(() => DepartmentSummary, 'Equal to the rows', 'never') summary: DepartmentSummary;
}

export class DepartmentMember {
  @ApiProperty() staffNo: string;
  @ApiProperty() name: string;
  @ApiProperty(TEXT) position: string | null;
  @ApiProperty(TEXT) title: string | null;
}

export class EarlierName {
  @ApiProperty() name: string;
  @ApiProperty(TEXT) parentName: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: since the beginning' }) from: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: now' }) until: Date | null;
}

export class DepartmentDetail extends DepartmentTreeRow {
  @RowsOf(() => DepartmentMember, 'Who works in it now') staff: DepartmentMember[];
  @RowsOf(() => EarlierName, 'The newest first') names: EarlierName[];
}

export class VisitHandlingEffect {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Its setting would change' }) changes: boolean;
  @ApiProperty({ description: 'Open visits that the caller may see' }) openVisits: number;
  @ApiProperty({ description: 'Open appointments that the caller may see' }) openAppointments: number;
}

export class VisitHandlingEffects {
  @RowsOf(() => VisitHandlingEffect) items: VisitHandlingEffect[];
  @ApiProperty({ description: 'False: the caller sees no visits, so open ones are not counted' }) openItemsVisible: boolean;
}
