import type { RowOf, Schema } from '@cadre/api-client/typed-paths';
import { App } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

export type Reception = RowOf<'/receptions'>;
export type Suggestion = RowOf<'/receptions/suggestions'>;
export type DueAppointment = RowOf<'/appointments/today'>;
export type Mission = RowOf<'/missions'>;
export type DutyLog = RowOf<'/duty-logs'>;
type Overlap = Schema<'ReceptionOverlap'>;

export const RECEPTION_STATUS: Readonly<Record<string, string>> = { planned: '待接待', in_progress: '接待中', done: '已完成', cancelled: '已取消' };
export const STATUS_TAGS: Readonly<Record<string, string>> = { planned: 'tag-late', in_progress: 'tag-late', done: 'tag-good', cancelled: 'tag-off' };
/** Of the booking system. */
export const APPOINTMENT_STATUS: Readonly<Record<string, string>> = {
  pending: '待确认', confirmed: '已确认', arrived: '已到院', done: '已就诊', rejected: '已拒绝', cancelled: '已取消', 'no-show': '爽约',
};
export const ORIGINS: Readonly<Record<string, string>> = { blank: '直接登记', visit: '就诊', registration: '挂号', checkup: '体检', appointment: '预约' };
export const WHAT: Readonly<Record<string, string>> = { outpatient: '门诊', emergency: '急诊', admission: '入院', checkup: '体检' };
export const MISSION_STATUS: Readonly<Record<string, string>> = { received: '待回复', replied: '已回复', executing: '执行中', done: '已完成', revoked: '已撤销' };
export const DUTY_STATUS: Readonly<Record<string, string>> = { kept: '有效', cancelled: '已作废' };

/** `35 分钟`, `2 小时 05 分`. */
export function durationText(minutes: number | null): string {
  if (minutes === null) return '—';
  return minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时 ${String(minutes % 60).padStart(2, '0')} 分`;
}

/** What a date box holds, as the API takes it: the hospital's clock. */
export const isoOf = (at: Dayjs | null | undefined): string | null => (at ? `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00` : null);
/** A moment in a date box, by the hospital's clock. */
export const boxOf = (iso: string | null | undefined): Dayjs | null =>
  iso ? dayjs(new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })) : null;

export const readAgain = () =>
  queries.invalidateQueries({ predicate: ({ queryKey }) => /^\/(receptions|appointments|missions|duty-logs|stats\/staff)/.test(String(queryKey[0])) });

/** Says who is with somebody else at that time. */
export function useOverlapWarning(): (overlaps: readonly Overlap[]) => void {
  const { notification } = App.useApp();
  return (overlaps) => {
    if (overlaps.length === 0) return;
    const names = [...new Set(overlaps.map(({ staffName }) => staffName))].join('、');
    notification.warning({ title: '接待时间有重叠', description: `${names} 在同一时段还有其他接待。记录已保存，请核对时间或人员。`, duration: 8 });
  };
}

/** 开始 and 完成: one touch; the times are the server's. */
export function useReceptionStep(): (act: 'start' | 'finish', row: Pick<Reception, 'id' | 'version'>) => Promise<void> {
  const { message } = App.useApp();
  const warn = useOverlapWarning();
  return async (act, { id, version }) => {
    try {
      const kept = await api.request(`/receptions/${id}/${act}`, { method: 'POST', body: { version } });
      void message.success(act === 'start' ? '已开始' : '已完成');
      warn(kept.overlaps);
    } catch (error) {
      void message.error(sentenceOf(error));
    } finally {
      await readAgain();
    }
  };
}
