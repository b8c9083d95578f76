import type { OfficeClient } from './office-client.js';
import { DEMO_NOTE, type Colleague } from './office-receptions.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A mission of the city's office: how many days from now it begins (negative: ago), how long it takes, and how far it has come. */
interface Plan {
  readonly title: string;
  readonly kind: string;
  readonly beginsInDays: number;
  readonly hours: number;
  readonly place: string;
  readonly staff: number;
  readonly acts: readonly string[];
}

const DONE = ['reply', 'execute', 'finish'];
const PLANS: readonly Plan[] = [
  { title: '全市工作会议医疗保障', kind: 'CONFERENCE', beginsInDays: -160, hours: 16, place: '市民中心', staff: 3, acts: DONE },
  { title: '离退休老同志春季巡诊', kind: 'VISIT', beginsInDays: -130, hours: 6, place: '老干部活动中心', staff: 2, acts: DONE },
  { title: '外出考察随行保健', kind: 'TRAVEL', beginsInDays: -96, hours: 60, place: '外地', staff: 1, acts: DONE },
  { title: '年度集体体检现场保障', kind: 'PE_GROUP', beginsInDays: -61, hours: 8, place: '健康管理中心', staff: 4, acts: DONE },
  { title: '大型展会医疗保障', kind: 'EVENT', beginsInDays: -34, hours: 30, place: '会展中心', staff: 3, acts: DONE },
  { title: '专题会议医疗保障', kind: 'CONFERENCE', beginsInDays: -12, hours: 10, place: '迎宾馆', staff: 2, acts: DONE },
  { title: '重点活动随行保健', kind: 'TRAVEL', beginsInDays: 0, hours: 36, place: '市内', staff: 2, acts: ['reply', 'execute'] },
  { title: '老同志上门巡诊', kind: 'VISIT', beginsInDays: 5, hours: 5, place: '福田区', staff: 2, acts: ['reply'] },
  { title: '全市表彰大会医疗保障', kind: 'CONFERENCE', beginsInDays: 12, hours: 8, place: '大剧院', staff: 3, acts: [] },
  { title: '外宾来访医疗保障', kind: 'EVENT', beginsInDays: 8, hours: 12, place: '机场', staff: 2, acts: ['revoke'] },
];
const WORDS: Readonly<Record<string, string>> = { reply: '已安排人员，按时到位。', finish: '任务完成，保障对象情况平稳。', revoke: '活动延期，另行通知。' };

/** Missions of half a year and of the next two weeks, each as far as it would have come. @param people whom they can be for */
export async function recordMissions(office: OfficeClient, colleagues: readonly Colleague[], people: readonly string[], now: number): Promise<number> {
  for (const [nth, plan] of PLANS.entries()) {
    const startsAt = Math.floor(now / DAY) * DAY + plan.beginsInDays * DAY + HOUR;
    const staff = Array.from({ length: Math.min(plan.staff, colleagues.length) }, (_, at) => ({ staffNo: colleagues[(nth + at) % colleagues.length]!.staffNo }));
    let kept = await office.post<{ id: string; version: number }>('/missions', {
      missionNo: `YS-${String(nth + 1).padStart(3, '0')}`, title: plan.title, kind: plan.kind, issuer: '市保健办（演示）', place: plan.place, content: DEMO_NOTE,
      receivedAt: new Date(Math.min(startsAt - 7 * DAY, now)).toISOString(), startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + plan.hours * HOUR).toISOString(), staff, beneficiaryIds: people.slice(nth * 2, nth * 2 + 1 + (nth % 3)),
    });
    for (const act of plan.acts) kept = await office.post(`/missions/${kept.id}/${act}`, { version: kept.version, text: WORDS[act] ?? null });
  }
  return PLANS.length;
}
