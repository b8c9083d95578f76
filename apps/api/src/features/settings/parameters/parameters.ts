import { DEFAULT_HOSPITAL_NAME } from '../../../platform/http/hospital-name.js';
import type { ParameterKind, ValueOf } from './parameter-kinds.js';

/** Every parameter there is. A value outside its range can neither be entered nor take effect. */
export const PARAMETERS = {
  'security.passwordProfile': {
    kind: 'choice', group: 'security', name: '密码规则', default: 'djbh3', choices: { djbh3: '等保三级', nist: 'NIST SP 800-63B' },
    description: '等保三级：至少 10 位、四类字符中的三类、90 天更换、不得与最近 5 次相同；NIST：至少 12 位、不强制更换。',
  },
  'security.secondFactor': {
    kind: 'choice', group: 'security', name: '二次验证', default: 'by-role', choices: { 'by-role': '院领导、科主任和管理员必须', all: '全部用户必须', off: '不要求' },
    description: '登录时除密码外还需输入动态验证码的范围。演示环境不要求，正式环境请勿关闭。',
  },
  'security.sessionsPerUser': {
    kind: 'number', group: 'security', name: '同时在线会话数', default: 3, least: 1, most: 20, unit: '个',
    description: '同一账号可同时登录的设备数，超出时最早的会话下线。',
  },
  'security.lockMinutes': {
    kind: 'number', group: 'security', name: '页面锁定时间', default: 15, least: 1, most: 30, unit: '分钟',
    description: '无人操作达到此时间后遮住页面，输入密码后继续。',
  },
  'wecom.profile': {
    kind: 'choice', group: 'security', name: '企业微信通讯录的姓名、手机', default: 'ask', choices: { ask: '由本人或管理员逐项采用', auto: '自动采用' },
    description: '账号绑定企业微信后，通讯录中的姓名、手机与本系统不同时的处理。工号、科室、角色从不更新。',
  },
  'wecom.leavers': {
    kind: 'choice', group: 'security', name: '离开企业微信的账号', default: 'flag', choices: { flag: '标记并提醒管理员', disable: '停用并提醒管理员' },
    description: '已绑定的账号不在企业微信通讯录中时的处理，每小时核对一次。最后一个管理员账号不会自动停用。',
  },
  'sync.rawDays': {
    kind: 'number', group: 'sync', name: '原始报文保留天数', default: 90, least: 30, most: 730, unit: '天',
    description: '来源系统原始报文的保留时间，到期按天清除。',
  },
  'sync.errorDays': {
    kind: 'number', group: 'sync', name: '失败报文保留天数', default: 365, least: 30, most: 1_825, unit: '天',
    description: '写入失败或被拒收的报文的保留时间。',
  },
  'sync.newDepartments': {
    kind: 'choice', group: 'sync', name: '新科室是否需处理就诊', default: 'told', choices: { told: '按 HIS：门诊科室和病区需要', all: '一律需要', none: '一律不需要' },
    description: 'HIS 新增的科室同步进来时的初始设置；已有科室不受影响，以后可在“科室”页逐个或批量修改。',
  },
  'import.undoHours': {
    kind: 'number', group: 'display', name: '导入可撤销的时间', default: 24, least: 1, most: 168, unit: '小时',
    description: '批量导入写入之后，操作者可以整批撤销的时间；之后又被修改过的行不撤销。',
  },
  'audit.retentionDays': {
    kind: 'number', group: 'audit', name: '审计记录在线保留天数', default: 365, least: 180, most: 3_650, unit: '天',
    description: '审计记录在线可查的时间，依法不少于 180 天；到期转为归档文件。',
  },
  'confidential.breakGlass': {
    kind: 'flag', group: 'confidential', name: '紧急访问', default: false,
    description: '允许在诊医生凭手中的病案号或住院号，在说明理由后限时打开一名机密对象的档案，事后复核。',
  },
  'confidential.openingMinutes': {
    kind: 'number', group: 'confidential', name: '机密档案每次打开的时长', default: 30, least: 5, most: 240, unit: '分钟',
    description: '说明理由并重新验证身份后，机密档案保持打开的时间。',
  },
  'confidential.notify': {
    kind: 'flag', group: 'confidential', name: '机密档案打开时通知', default: true,
    description: '每次打开机密档案时通知隐私负责人。',
  },
  'portal.confidential': {
    kind: 'flag', group: 'confidential', name: '机密对象使用手机端', default: false,
    description: '允许为机密对象及其代理人开通手机端账户。关闭后，已开通的机密对象账户立即不能使用。',
  },
  'stats.confidential': {
    kind: 'choice', group: 'display', name: '统计中的机密对象', default: 'excluded', choices: { excluded: '不含，也不提示', placeholder: '不含，另列“机密 ×n”' },
    description: '无权查看机密对象的用户，其统计数字不含机密对象；可选择是否另加一行只显示数量。',
  },
  'stats.outpatientMerge': {
    kind: 'choice', group: 'display', name: '同日多次挂号的门诊人次', default: 'none', choices: { none: '每次就诊各计 1', day_dept_doctor: '同日同科同医生合并计 1' },
    description: '没有医生代码的就诊始终各计 1。修改后请在“工作报告”页重算统计，之前的数字才会改变。',
  },
  'stats.staffVisits': {
    kind: 'flag', group: 'display', name: '医护接待量含门诊坐诊', default: false,
    description: '开启后，HIS 中医生本人接诊的门急诊也计入其接待量；已为同一就诊登记接待的不重复计。',
  },
  'stats.checkupDepartment': {
    kind: 'text', group: 'display', name: '体检中心的科室代码', default: '3001', mostLength: 64,
    description: '体检记录不带科室，统计时归入这个科室。修改后请重算统计，之前的数字才会改归。',
  },
  'lab.watchDays': {
    kind: 'number', group: 'lab', name: '异常关注的天数', default: 30, least: 7, most: 180, unit: '天',
    description: '采样在此天数以内的结果才进入异常关注；更早的结果补传时不产生待办。',
  },
  'lab.rcvZ': {
    kind: 'choice', group: 'lab', name: '显著变化的 Z 值', default: '1.96', choices: { '1.65': '1.65（95% 单侧）', '1.96': '1.96（95% 双侧）', '2.58': '2.58（99% 双侧）' },
    description: '参考变化值 RCV = √2 × Z × √(CVA² + CVI²)。改动只影响此后到达的结果。',
  },
  'lab.abnormalColours': {
    kind: 'choice', group: 'lab', name: '异常结果的颜色', default: 'red', choices: { red: '全部标红', 'high-red-low-blue': '高红低蓝' },
    description: '异常结果的颜色。无论选哪一种，箭头与文字都同时显示。',
  },
  'checkup.draftBy': {
    kind: 'choice', group: 'care', name: '体检小结由谁起草', default: 'all', choices: { all: '护士可起草，医生审核', approvers: '仅有审核权的医生起草' },
    description: '起草与审核由角色的权限决定；选择后者时，只有起草权的人员不能起草。',
  },
  'reception.sharing': {
    kind: 'choice', group: 'care', name: '多人共同接待的计法', default: 'each', choices: { each: '每人各计 1', split: '按人数平分' },
    description: '一次接待有多名医护人员时，个人接待量的计法；各级合计始终按接待单去重。',
  },
  'checkup.secondPerson': {
    kind: 'flag', group: 'care', name: '体检小结须由另一人审核', default: false,
    description: '开启后，起草或最后修改小结的人不能审核自己的小结。',
  },
  'confidential.privacyOwner': {
    kind: 'text', group: 'confidential', name: '隐私负责人账号', default: '未指定', mostLength: 64,
    description: '机密档案被打开时收到通知的账号（填登录账号）。已获机密授权的院领导总会收到。',
  },
  'confidential.export': {
    kind: 'flag', group: 'confidential', name: '打开期间可复制、打印与导出', default: false,
    description: '关闭时，列表导出中机密对象只占一行、只有化名，其他文件不含机密对象，打开的机密档案页面不能复制和打印；紧急访问始终如此。',
  },
  'confidential.emergencyMinutes': {
    kind: 'number', group: 'confidential', name: '紧急访问时长', default: 60, least: 5, most: 60, unit: '分钟',
    description: '紧急访问打开一名机密对象的时间，最长 60 分钟。',
  },
  'confidential.clearanceDays': {
    kind: 'number', group: 'confidential', name: '机密授权最长有效期', default: 365, least: 1, most: 730, unit: '天',
    description: '机密用户和照护团队成员一次授权的最长天数，到期自动失效。',
  },
  'hospital.name': {
    kind: 'text', group: 'display', name: '医院名称', default: DEFAULT_HOSPITAL_NAME, mostLength: 40,
    description: '登录页、检验与检查报告单、健康档案、体检报告、统计报表和导出文件页眉上的医院名称。修改后，此后打印和生成的文件使用新名称。',
  },
  'hospital.code': {
    kind: 'text', group: 'display', name: '机构代码', default: '未设置', mostLength: 40,
    description: '上报的工作报告抬头上的机构代码，如统一社会信用代码或卫生机构代码。',
  },
  'display.watermark': {
    kind: 'flag', group: 'display', name: '页面水印', default: true,
    description: '在页面上显示含姓名、工号和时间的水印。',
  },
} as const satisfies Readonly<Record<string, ParameterKind>>;

export type ParameterName = keyof typeof PARAMETERS;
export type ParameterValue<N extends ParameterName> = ValueOf<(typeof PARAMETERS)[N]>;
