import { table, type Table } from './table.js';

/** Orders and consultations of the HIS, operating theatre, documents, examinations, endoscopy and booking. */
export const CARE_TABLES = {
  zyyz: table(
    'his',
    'zyyz',
    `yzzid jzlsh brid yzzh yzlb yzxq xmdm yzmc gg jl jldw yf pc pcdm sl sldw kssj tzsj xdsj xdksbm xdksmc
    xdysgh xdysxm zxksmc ps yzzt bz xgsj:timestamp(3)`,
    'xgsj,yzzid brid jzlsh',
  ),
  cfzb: table(
    'his',
    'cfzb',
    `cfhm jzlsh ghjlid brid cflx kfrq jzksdm jzksmc kfysgh kfysxm lczd cfje cfyxts fb cfzt xgsj:timestamp(3)`,
    'xgsj,cfhm brid',
  ),
  ypcfmx: table(
    'his',
    'ypcfmx',
    `mxxh cfhm cfypzh ypdm ypmc ypgg sycjl jldw yf yypc yypcdm yyts:int syzl zldw bz xh:int`,
    'cfhm',
  ),
  hzsq: table(
    'his',
    'hzsq',
    `sqhzid jzlsh brid hzlx jjbz hzzt sqsj:timestamp(0) hzkssj:timestamp(0) hzjssj:timestamp(0) sqksbm sqksmc
    sqysxm sqly hzmd xgsj:timestamp(3)`,
    'xgsj,sqhzid brid',
  ),
  hzcy: table('his', 'hzcy', `cyid sqhzid hzksdm hzksmc hzysxm ddsj:timestamp(0) hzyj`, 'sqhzid'),
  gyKsdm: table(
    'his',
    'gy_ksdm',
    `ksdm ksmc parentid kslb outpatientclinic medicallab hospitaldept hospitalarea ratedbed bzksdm pydm plsx
    logoff xgsj:timestamp(3)`,
    'xgsj,ksdm',
  ),
  gyYgdm: table(
    'his',
    'gy_ygdm',
    `personid personname officecode ygzw ygjb prescriberight isexpert jzks logoff xgsj:timestamp(3)`,
    'xgsj,personid',
  ),
  ssjl: table(
    'surgery',
    'ssjl',
    `sslsh sqdh jzlsh brid brxm sszt pssj sskssj ssjssj ssksbm ssksmc ssj sqzd shzd mzff zdysxm dyzs dezs mzys
    jzbz xgsj:timestamp(3)`,
    'xgsj,sslsh brid',
  ),
  ssmx: table('surgery', 'ssmx', `mxid sslsh xh:int ssjczbm ssmc ssjb ssbw zssbz`, 'sslsh'),
  // A draft is nobody's business but its author's: the view begins at the signature.
  blws: {
    ...table(
      'emr',
      'blws',
      `blbh jzxh mzzybz brid bllbdm bllbmc blbt cjysxm ksdm ksmc jlsj qmsj bbh:int gslx blnr blzt xgsj:timestamp(3)`,
      'xgsj,blbh brid',
    ),
    where: `blzt <> '0'`,
  },
  jcbg: table(
    'ris',
    'jcbg',
    `jcwyid mzzybz jzlsh brid brxm sqdh pacsh studyuid jclb sblx jcxmdm jcxmmc jcbw jcksdm jcksmc sqksdm sqksmc
    sqysxm kdsj jysj bgsj shsj bgrxm shrxm yxbx yxzd bzhjy yys wjzbs sfyyx bgzt bbh:int xgsj:timestamp(3)`,
    'xgsj,jcwyid brid studyuid',
  ),
  // Another vendor: slashes in its times, words in its states.
  njbg: table(
    'endo',
    'njbg',
    `jch brid hzxm lybz jzh sqdh xmbm xmmc bw sqks sqys sqrq jcrq bgrq shrq zxksbm zxks jcys shys jxsj jxzd jy yx tx
    zt bb:int gxsj:timestamp(3)`,
    'gxsj,jch brid',
  ),
  yyjl: table(
    'booking',
    'yyjl',
    `yyh brid yylx xmmc ksdm ksmc ysgh ysxm kssj:timestamp(0) jssj:timestamp(0) hyh xh yxbz mfbz zt yysj:timestamp(0)
    yyr lxdh qd qrr qrsj:timestamp(0) qxsj:timestamp(0) jzlsh bz sc:boolean xgsj:timestamp(3)`,
    'xgsj,yyh brid',
  ),
  hyxx: table(
    'booking',
    'hyxx',
    `hyh gzrq:date wb kssj:timestamp(0) jssj:timestamp(0) ksdm ksmc ysgh ysxm ghlb zl:int yy:int ylc:int ylyy:int fy
    tz sc:boolean xgsj:timestamp(3)`,
    'xgsj,hyh',
  ),
} as const satisfies Record<string, Table>;
