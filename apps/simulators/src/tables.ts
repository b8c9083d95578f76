export type System = 'his' | 'lis' | 'peis';
export const SYSTEMS: readonly System[] = ['his', 'lis', 'peis'];

/** A row as the source prints it: text or null, never typed. Times are typed in the table and printed by PostgreSQL. */
export type Row = Readonly<Record<string, string | null>>;

/** One base table in schema `hospital` and the read-only view `v_<name>` above it. */
export interface Table {
  readonly system: System;
  readonly name: string;
  readonly key: string;
  /** Column name → SQL type. */
  readonly columns: Readonly<Record<string, string>>;
  readonly indexes: readonly string[];
  /** Columns that the view shows in another form, as SQL. */
  readonly shown: Readonly<Record<string, string>>;
}

/** `name` is text, `name:type` anything else; the first is the key. */
function table(system: System, name: string, columns: string, indexes: string): Table {
  const parsed = columns
    .trim()
    .split(/\s+/)
    .map((column) => column.split(':') as [string, string?]);
  return {
    system,
    name,
    key: parsed[0]?.[0] ?? '',
    indexes: indexes.trim().split(/\s+/),
    shown: {},
    columns: Object.fromEntries(parsed.map(([column, type = 'text']) => [column, type.replaceAll('_', ' ')])),
  };
}

/** The three systems. Times that are text here are text in the real ones too. */
export const TABLES = {
  brda: table(
    'his',
    'brda',
    `brid mzhm brxm brxb csny sfzh lxdh dwmc brxz ybkh sbhm bjkh vipflag sfjm gmyw zxbz hbbrid
    xgsj:timestamp(3)`,
    'xgsj,brid',
  ),
  ghxx: table(
    'his',
    'ghxx',
    `ghjlid brid ghsj ghlb sfjz ksbm ksmc ysgh ysxm txbz gthbz gthsj ghtj ghxh ghfy ghzt xgsj`,
    'xgsj,ghjlid brid',
  ),
  mzjz: table(
    'his',
    'mzjz',
    `jzlsh ghjlid mzh brid hzxm jzlx sfjz ghsj jzsj wcjzsj jzksbm jzksmc zzysgh zzysxm jzzdbm
    jzzdmc zs jgdm jgmc jzzt fb xgsj:timestamp(3)`,
    'xgsj,jzlsh brid ghjlid',
  ),
  zyjl: table(
    'his',
    'zyjl',
    `jzlsh brid zyh bah zycs brxm ryrq:timestamp(0) cyrq:timestamp(0) ryksbm brksbm brksmc brbq
    bqmc cwh zyysgh zyysxm hljb ryzd zyzdbm zyzdmc cypb cyfs brxz jzlx xgsj:timestamp(3)`,
    'xgsj,jzlsh brid',
  ),
  // The transfer screen stores ward codes as numbers: their leading zeros are lost here and only here.
  zkjl: {
    ...table(
      'his',
      'zkjl',
      `zkid jzlsh lx zcksbm zrksbm zrksmc zrbq zrcw zksj:timestamp(0) zt xgsj:timestamp(3)`,
      'xgsj,zkid jzlsh',
    ),
    shown: { zrbq: `ltrim(zrbq, '0')` },
  },
  zdjl: table('his', 'zdjl', `zdid jzlsh zdlb zdsx zdbm zdmc sfyz zdsj xgsj:timestamp(3)`, 'xgsj,zdid jzlsh'),
  hbjl: table('his', 'hbjl', `hbid ybrid xbrid hbsj:timestamp(0) cz xgsj:timestamp(3)`, 'xgsj,hbid'),
  lisBg: table(
    'lis',
    'lis_bg',
    `bgdh jzlsh mzzybz brid brxm brxb csrq nl zyh_mzh sqdh sqksbm sqksmc sqysxm cjrq jsrq jyrq
    bgrq shrq jyxmdm jyxmmc bbmc jyz shz bgzt bbh bz xgsj:timestamp(3)`,
    'xgsj,bgdh brid',
  ),
  lisJg: table(
    'lis',
    'lis_jg',
    `jgid bgdh bbh dyxh jczbdm jczbmc jczbjg jldw ckz reflo refhi ycts wjz jcff yqbh loinc`,
    'bgdh',
  ),
  tjSy: table(
    'peis',
    'tj_sy',
    `tjbh tjryid xm xb csrq sfzh lxdh dwmc ybkh bjkh tcmc nd tjrq:date zjrq:date zjys zjjg jy tjzt
    bbh xgsj:date`,
    'xgsj,tjbh tjryid',
  ),
  tjFk: table('peis', 'tj_fk', `fklsh tjbh ksbm ksmc zhmc tjxj ysxm jcsj`, 'tjbh'),
  tjMx: table('peis', 'tj_mx', `mxid tjbh fklsh xmdm xmmc jg jldw ckzfw ycbz zt xh`, 'tjbh'),
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;

/** Everything a history or an event writes, by table. */
export type Rows = { [Name in TableName]: Row[] };

export function noRows(): Rows {
  return {
    brda: [],
    ghxx: [],
    mzjz: [],
    zyjl: [],
    zkjl: [],
    zdjl: [],
    hbjl: [],
    lisBg: [],
    lisJg: [],
    tjSy: [],
    tjFk: [],
    tjMx: [],
  };
}
