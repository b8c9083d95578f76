import { isIP } from 'node:net';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);

const parts = (text: string): string[] => text.split(',').map((part) => part.trim());
const arePeers = (entries: readonly string[]): boolean => entries.every((entry) => isIP(entry.split('/')[0]!) > 0 && /^[^/]+(\/\d{1,3})?$/.test(entry));

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const ENVIRONMENT = z.object({
  /** Address and port of the HTTP server. Plain http is served on loopback only. */
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** Port of the HL7 listener; 0 takes a free one, empty switches it off. */
  MLLP_PORT: z.preprocess((value) => (value === '' ? undefined : value), port.optional()),
  /** Address that the HL7 listener takes; default is HOST. */
  MLLP_HOST: z.string().optional(),
  /** Addresses and subnets that may send HL7 messages, with commas between them. */
  MLLP_ALLOW: z.string().default('127.0.0.1,::1').transform(parts).refine(arePeers, '应为 IP 地址或网段，以逗号分隔'),
  /** PEM files; with both the HL7 listener speaks TLS only. */
  MLLP_TLS_CERT_FILE: z.string().optional(),
  MLLP_TLS_KEY_FILE: z.string().optional(),
  /** Keys, generated secrets and files live here (mode 0700). */
  DATA_DIR: z.string().default('.data'),
  /** `gm`: the audit chain is HMAC-SM3 instead of SHA-256. */
  CRYPTO_PROFILE: z.enum(['standard', 'gm']).default('standard'),
  /** A second directory for the anchors of the audit chain, best on another machine. */
  ANCHOR_DIR: z.string().optional(),
  /** The owner's connection: for `migrate` only, the server never uses it. */
  DATABASE_URL: z.string().optional(),
  /** The application's own connection; without it the one that `migrate` left in DATA_DIR. */
  DATABASE_APP_URL: z.string().optional(),
  /** JSON file with the hosts that connectors may reach and the sources to read. */
  CONNECTORS_FILE: z.string().optional(),
  /** CSV roster that `seed` reads. */
  ROSTER_FILE: z.string().optional(),
  /** Where browsers reach this system; people come back there from 微信 and 企业微信. */
  PUBLIC_URL: z.url().optional(),
  /** Sign-in with 企业微信: offered once company, application and secret are set. */
  WECOM_BASE_URL: z.url().default('https://qyapi.weixin.qq.com'),
  WECOM_LOGIN_URL: z.url().default('https://login.work.weixin.qq.com'),
  WECOM_CORP_ID: z.string().optional(),
  WECOM_AGENT_ID: z.string().optional(),
  WECOM_SECRET: z.string().optional(),
  /** Sign-in with 微信: offered once application and secret are set. */
  WECHAT_BASE_URL: z.url().default('https://api.weixin.qq.com'),
  WECHAT_LOGIN_URL: z.url().default('https://open.weixin.qq.com'),
  WECHAT_APP_ID: z.string().optional(),
  WECHAT_SECRET: z.string().optional(),
  /** The built staff pages; without it only the API is served. */
  WEB_DIR: z.string().optional(),
  /** What this process does: answer HTTP, run jobs, or both. */
  ROLE: z
    .string()
    .default('http,jobs')
    .transform(parts)
    .pipe(z.array(z.enum(['http', 'jobs']))),
  DEMO: z.enum(['0', '1']).default('1').transform((value) => value === '1'),
  /** Set behind the shipped TLS proxy: cookies are marked Secure and X-Forwarded-For is believed. */
  BEHIND_TLS_PROXY: z.enum(['0', '1']).default('0').transform((value) => value === '1'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Idle and absolute end of a session, in minutes. */
  SESSION_IDLE_MINUTES: z.coerce.number().positive().default(30),
  SESSION_ABSOLUTE_MINUTES: z.coerce.number().positive().default(720),
  /** Rows of a page read from a source, seconds between two looks at the lanes, seconds of a lane's lease. */
  SYNC_PAGE_SIZE: z.coerce.number().int().min(1).max(5000).default(500),
  SYNC_TICK_SECONDS: z.coerce.number().positive().default(2),
  SYNC_LEASE_SECONDS: z.coerce.number().positive().default(30),
  /** How far behind the source's clock a run stops reading, so that rows committed late are not passed by. */
  SYNC_SAFETY_LAG_SECONDS: z.coerce.number().nonnegative().default(2),
  /** Overrides every stream's interval; tests read faster than a hospital needs. */
  SYNC_EVERY_SECONDS: z.coerce.number().positive().optional(),
  /** Days that raw data are kept, and days that what could not be used is kept; in place of the parameters sync.rawDays and sync.errorDays. */
  SYNC_RAW_DAYS: z.coerce.number().int().min(30).optional(),
  SYNC_ERROR_DAYS: z.coerce.number().int().min(30).optional(),
  /** When the nightly full scans and the comparison with the sources begin, by the hospital's clock. */
  SYNC_FULL_SCAN_AT: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).default('02:30'),
  SYNC_RECONCILE_AT: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).default('05:00'),
  /** A scan that would take away a greater share of what we have takes nothing and asks. */
  SYNC_REMOVAL_SHARE: z.coerce.number().min(0).max(1).default(0.05),
}).refine(({ HOST, BEHIND_TLS_PROXY }) => LOOPBACK.includes(HOST) || BEHIND_TLS_PROXY, {
  path: ['HOST'],
  message: '明文 HTTP 只在本机地址上提供；对外服务请经 TLS 反向代理，并设置 BEHIND_TLS_PROXY=1',
});

export type EnvironmentValues = Readonly<z.infer<typeof ENVIRONMENT>>;

/** Reads and checks the environment once. Throws one sentence that names every wrong variable. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): EnvironmentValues {
  const read = ENVIRONMENT.safeParse(source);
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}（${issue.message}）`).join('、');
    throw new Error(`环境变量设置有误：${wrong}。请改正后重新启动。`);
  }
  return Object.freeze(read.data);
}
