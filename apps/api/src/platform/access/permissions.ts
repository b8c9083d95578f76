/** Every permission there is, with what it allows in words that the role page shows. */
export const PERMISSIONS = {
  'beneficiary:read': '查看保健对象',
  'beneficiary:write': '录入与修改保健对象',
  'beneficiary:export': '导出保健对象',
  'beneficiary:reveal': '显示完整号码',
  'visit:read': '查看就诊记录',
  'visit:export': '导出就诊记录',
  'diagnosis:read': '查看诊断',
  'lab:read': '查看检验结果',
  'checkup:read': '查看体检记录',
  'match:read': '查看待匹配',
  'match:decide': '处理待匹配',
  'sync:read': '查看数据同步',
  'sync:run': '手动同步',
  'sync:replay': '重试失败记录',
  'sync:configure': '配置数据源与映射',
  'sync:payload': '查看原始报文',
  'audit:read': '查看审计记录',
} as const;

export type Permission = keyof typeof PERMISSIONS;
