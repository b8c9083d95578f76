import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { HealthAnswer, HealthPart } from './operations.dto.js';

const SILENT_SECONDS = 45;
const CHAIN_BEHIND_SECONDS = 60;
const GIB = 2 ** 30;
const VERSION = (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

interface Beat {
  readonly name: string;
  readonly at: Date;
  readonly silentFor: number;
  readonly detail: { memoryMb?: number; block?: number | null; waitingSince?: string | null };
}

/** How the parts of the system are, each in a sentence that says what is wrong. */
@Injectable()
export class HealthQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  async read(caller: Caller): Promise<HealthAnswer> {
    const disk = await this.disk();
    return this.db.asCaller(caller, async (em) => ({
      version: VERSION, now: new Date(), timeZone: 'Asia/Shanghai',
      items: [await database(em), disk, ...(await beats(em)), await sources(em), ...(await images(em)), await events(em)],
    }));
  }

  private async disk(): Promise<HealthPart> {
    const { bavail, blocks, bsize } = await statfs(this.environment.values.DATA_DIR);
    const share = bavail / blocks;
    const free = `数据目录所在磁盘剩余 ${((bavail * bsize) / GIB).toFixed(1)} GiB（${Math.round(share * 100)}%）`;
    if (share < 0.05) return part('disk', 'bad', `${free}，请立即清理或扩容。`);
    return share < 0.15 ? part('disk', 'warning', `${free}，请安排清理或扩容。`) : part('disk', 'good', `${free}。`);
  }
}

function part(name: string, state: HealthPart['state'], sentence: string, at: Date | null = null): HealthPart {
  return { part: name, state, sentence, at };
}

async function database(em: EntityManager): Promise<HealthPart> {
  const [{ version, bytes, used, most }]: [{ version: string; bytes: number; used: number; most: number }] = await em.query(
    `select split_part(version(), ' ', 2) as version, pg_database_size(current_database()) as bytes,
       (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used, current_setting('max_connections')::int as most`,
  );
  const words = `PostgreSQL ${version}，数据 ${(bytes / GIB).toFixed(2)} GiB，连接 ${used}/${most}`;
  return used > most * 0.85 ? part('database', 'warning', `${words}，连接将用尽。`) : part('database', 'good', `${words}。`);
}

async function beats(em: EntityManager): Promise<HealthPart[]> {
  const rows: Beat[] = await em.query(
    `select name, at, extract(epoch from now() - at)::int as "silentFor", detail from heartbeat where name in ('http', 'jobs', 'audit-chain')`,
  );
  const of = (name: string): Beat | undefined => rows.find((row) => row.name === name);
  return [processPart('http', '网页与接口服务', of('http')), processPart('jobs', '定时任务', of('jobs')), chain(of('audit-chain'))];
}

function processPart(name: string, title: string, beat: Beat | undefined): HealthPart {
  if (!beat) return part(name, 'bad', `${title}没有启动过。`);
  if (beat.silentFor > SILENT_SECONDS) return part(name, 'bad', `${title}已 ${beat.silentFor} 秒没有响应，请检查进程。`, beat.at);
  return part(name, 'good', `${title}运行正常，内存 ${beat.detail.memoryMb ?? '—'} MiB。`, beat.at);
}

function chain(beat: Beat | undefined): HealthPart {
  if (!beat?.detail.block) return part('audit-chain', 'warning', '审计链条还没有开始，请确认定时任务已启动。', beat?.at);
  const { block, waitingSince } = beat.detail;
  const behind = waitingSince ? (Date.now() - Date.parse(waitingSince)) / 1000 : 0;
  if (behind > CHAIN_BEHIND_SECONDS) return part('audit-chain', 'bad', `审计链条落后 ${Math.round(behind)} 秒，请检查定时任务。`, beat.at);
  return part('audit-chain', 'good', `审计链条已到第 ${block} 段。`, beat.at);
}

async function sources(em: EntityManager): Promise<HealthPart> {
  const rows: { name: string; failing: boolean }[] = await em.query(
    `select name, state <> 'ok' or last_success_at < now() - late_after_seconds * interval '1 second' as failing from source where enabled order by name`,
  );
  const failing = rows.filter((row) => row.failing).map(({ name }) => name);
  if (rows.length === 0) return part('sources', 'warning', '还没有启用的数据源。');
  return failing.length ? part('sources', 'bad', `${failing.join('、')} 连接异常，其余 ${rows.length - failing.length} 个正常。`) : part('sources', 'good', `${rows.length} 个数据源均正常。`);
}

/** Seconds within which the first picture of a plain X-ray should stand on the screen. */
const FIRST_IMAGE_SECONDS = 3;

/** How long readers waited for the first picture in the last 30 days, of each archive and kind; nothing where nobody looked. */
async function images(em: EntityManager): Promise<HealthPart[]> {
  const rows: { source: string; kind: string; times: number; usual: number; most: number; last: Date }[] = await em.query(
    `select coalesce(s.name, t.source_system) as source, case when t.modality in ('CR', 'DX') then 'CR/DX' else t.modality end as kind, count(*)::int as times,
       percentile_cont(0.5) within group (order by t.first_ms) / 1000 as usual, percentile_cont(0.95) within group (order by t.first_ms) / 1000 as most, max(t.at) as last
     from image_timing t left join source s on s.id = t.source_system where t.at > now() - interval '30 days' group by 1, 2 order by 1, 2`,
  );
  if (rows.length === 0) return [];
  const words = rows.map(({ source, kind, times, usual, most }) => `${source} ${kind} ${times} 次，一半在 ${usual.toFixed(1)} 秒内、95% 在 ${most.toFixed(1)} 秒内`);
  const slow = rows.some(({ kind, most }) => kind === 'CR/DX' && most > FIRST_IMAGE_SECONDS);
  const last = rows.reduce((newest, { last: at }) => (at > newest ? at : newest), rows[0]!.last);
  const sentence = `近 30 天首幅图像的等待时间：${words.join('；')}。`;
  return [slow ? part('images', 'warning', `${sentence}CR/DX 超过目标 ${FIRST_IMAGE_SECONDS} 秒，请检查影像系统与网络。`, last) : part('images', 'good', sentence, last)];
}

async function events(em: EntityManager): Promise<HealthPart> {
  const [{ open, last }]: [{ open: number; last: Date | null }] = await em.query(
    `select count(*)::int as open, max(last_at) as last from system_event where status = 'open' and level = 'error'`,
  );
  return open ? part('events', 'warning', `${open} 类错误未处理。`, last) : part('events', 'good', '没有未处理的错误。');
}
