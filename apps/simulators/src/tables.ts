import { table, type Row, type Table } from './table.js';
import { CARE_TABLES } from './tables-care.js';

/** HIS, LIS and check-ups, then everything else. Times that are text here are text in the real ones too. */
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
    `jgid bgdh bbh dyxh jczbdm jczbmc jczbjg jldw ckz reflo refhi ycts wjz jcff yqbh loinc
    xjmc ymjg wjztzsj wjztzr wjzclsj`,
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
  ...CARE_TABLES,
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;

/** Everything a history or an event writes, by table. */
export type Rows = { [Name in TableName]: Row[] };

export function noRows(): Rows {
  return Object.fromEntries(Object.keys(TABLES).map((name) => [name, []])) as unknown as Rows;
}
