import type { NewNotice } from '../../../sms/notices.port.js';
import type { AlarmKind } from './alarm-rule.dto.js';
import type { AlarmNews, AlarmStanding } from './alarm-step.js';

/** What is told: of systems and figures, never of people. */
export interface AlarmTold {
  readonly ruleId: string;
  readonly sourceId: string;
  readonly sourceName: string;
  readonly kind: AlarmKind;
  readonly value: number;
  readonly threshold: number;
  readonly windowMinutes: number;
  /** The line's own sentence, for failures. */
  readonly lastError: string | null;
  /** Records read since the alarm began. */
  readonly readSince: number;
}

const figure = (value: number): string => String(Math.round(value * 10) / 10);

const SUBJECT: Readonly<Record<AlarmKind, string>> = {
  failures: '连接中断',
  rate: '失败率过高',
  silence: '长时间没有成功读取',
  backlog: '积压过多',
  difference: '对账不一致',
  missed: '没有按时读取',
};

const SENTENCE: Readonly<Record<AlarmKind, (told: AlarmTold) => string>> = {
  failures: ({ lastError }) => `${lastError ?? '无法读取该系统。'} 页面将继续显示最近一次读到的数据；恢复后自动补齐。`,
  rate: ({ value, threshold, windowMinutes }) =>
    `最近 ${windowMinutes} 分钟内 ${figure(value)}% 的记录无法使用（阈值 ${figure(threshold)}%）。请查看失败记录，修正映射或联系对方。`,
  silence: ({ value, threshold }) =>
    `已有 ${figure(value)} 分钟没有成功读取（阈值 ${figure(threshold)} 分钟）。请检查对方系统与网络。`,
  backlog: ({ value, threshold }) =>
    `等待补取的历史有 ${figure(value)} 份（阈值 ${figure(threshold)}）。请检查读取速度与错峰时段。`,
  difference: ({ value, threshold }) =>
    `最近一次对账有 ${figure(value)} 条不一致（阈值 ${figure(threshold)}）。请查看对账结果并补取。`,
  missed: ({ value }) => `已有 ${figure(value)} 个读取间隔没有任何运行。请检查同步服务是否在运行。`,
};

/** The notice of an alarm's step. */
export function alarmNotice(
  news: Exclude<AlarmNews, null>,
  told: AlarmTold,
  { since, now }: { since: AlarmStanding['since']; now: Date },
): NewNotice {
  const { ruleId, sourceId, sourceName, kind } = told;
  const minutes = Math.max(1, Math.round((now.getTime() - since.getTime()) / 60_000));
  const common = {
    permission: 'sync:run',
    link: kind === 'rate' ? '/sync/failures' : '/sync',
    dedupeKey: `${news}:${ruleId}:${sourceId}:${since.toISOString()}`,
  } as const;
  if (news === 'recovery') {
    const title = kind === 'failures' ? `${sourceName} 已恢复` : `${sourceName} ${SUBJECT[kind]}已恢复`;
    const body =
      kind === 'failures'
        ? `中断约 ${minutes} 分钟，恢复后读取 ${told.readSince} 条，数据从断点继续。`
        : `持续约 ${minutes} 分钟，现已恢复正常。`;
    return { ...common, level: 'info', title, body };
  }
  const lasting = news === 'escalation' ? `（已持续 ${minutes} 分钟未恢复）` : '';
  return { ...common, level: 'error', title: `${sourceName} ${SUBJECT[kind]}${lasting}`, body: SENTENCE[kind](told) };
}
