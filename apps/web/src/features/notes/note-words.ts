import type { Schema } from '@cadre/api-client/typed-paths';

export type Note = Schema<'NoteRow'>;
export type DocumentRow = Schema<'DocumentRow'>;
export type NoteDetail = Schema<'NoteDetail'>;

export const NOTE_STATES: Readonly<Record<string, string>> = { signed: '已签名', archived: '已归档', withdrawn: '已撤回' };
export const CLASS_NAMES: Readonly<Record<string, string>> = { inpatient: '住院', outpatient: '门诊', emergency: '急诊' };
