import type { RouteRule } from '@inquiry/schema'

/**
 * What the demonstration province sends past the city of the division; everything else stays with it. Provincial rules
 * name `44`, so that a city's own rules, whose division is longer, come before them.
 */
export const demonstrationRoutes: readonly RouteRule[] = [
  {
    id: 'pollution-reports',
    when: { division: '44', category: '02', nature: ['report'] },
    assign: '440000-ecology',
    profile: 'xinfang-2022',
    note: '污染举报由省生态环境厅直接办理',
  },
  {
    id: 'toll-roads',
    when: { division: '44', category: '0308' },
    assign: '440000-transport',
    note: '高速公路收费、ETC 扣费全省统一核查',
  },
  {
    id: 'teachers-paid-tuition',
    when: { division: '44', category: '0407', nature: ['report'] },
    assign: '440000-education',
    profile: 'xinfang-2022',
    note: '教师有偿补课举报提级办理',
  },
  {
    id: 'pension-questions',
    when: { division: '44', category: '0506', nature: ['consultation', 'help'] },
    assign: '440000-hrss',
    note: '养老保险由省级统筹答复',
  },
  {
    id: 'medical-insurance',
    when: { division: '44', category: '0507' },
    assign: '440000-medicare',
    note: '医疗保险异地结算由省医保局答复',
  },
  {
    id: 'telecommunications',
    when: { division: '44', category: '0610' },
    assign: '440000-communications',
    note: '电信服务由通信管理局管理，地方无管辖权',
  },
  {
    id: 'quack-reports',
    when: { division: '44', category: '0704', nature: ['report'] },
    assign: '440000-health',
    profile: 'xinfang-2022',
  },
  {
    id: 'food-reports',
    when: { division: '44', category: '0809', nature: ['report'] },
    assign: '440000-market',
    profile: 'xinfang-2022',
  },
  {
    id: 'fraud',
    when: { division: '44', category: '0802', nature: ['help', 'report'] },
    assign: '440000-police',
    note: '电信网络诈骗由反诈中心统一处置',
  },
  {
    id: 'village-accounts',
    when: { division: '44', category: '0903', nature: ['report'] },
    assign: '440000-agriculture',
    assist: ['440000-civil-affairs'],
    profile: 'xinfang-2022',
  },
  {
    id: 'tourism',
    when: { division: '44', category: '0608', nature: ['complaint', 'report'] },
    assign: '440000-culture',
  },
  {
    id: 'online-services',
    when: { division: '44', category: '1003' },
    assign: '440000-data',
    note: '全省统一平台的故障由省政务服务和数据管理局处理',
  },
  {
    id: 'disclosure-requests',
    when: { division: '44', keyword: ['政府信息公开', '依申请公开'] },
    assign: '440000-data',
    profile: 'gov-info-2019',
  },
  {
    id: 'conduct-reports',
    when: { division: '44', category: '10', nature: ['report'] },
    assign: '440000-petition',
    profile: 'xinfang-2022',
    note: '反映行政机关的举报不转被反映单位',
  },
  { id: 'tianhe-street-order', when: { division: '440106', category: '0112' }, assign: '440106-urban-management' },
  { id: 'baoan-unlawful-building', when: { division: '440306', category: '0107' }, assign: '440306-urban-management' },
  {
    id: 'nanhai-environment',
    when: { division: '440605', category: '02', nature: ['complaint', 'help'] },
    assign: '440605-ecology',
  },
  { id: 'huicheng-estates', when: { division: '441302', category: '0103' }, assign: '441302-housing' },
  { id: 'xiangzhou-consumers', when: { division: '440402', category: '06' }, assign: '440402-market' },
  { id: 'jinping-schools', when: { division: '440511', category: '04' }, assign: '440511-education' },
  { id: 'chikan-transport', when: { division: '440802', category: '03' }, assign: '440802-transport' },
  { id: 'meijiang-farming', when: { division: '441402', category: '09' }, assign: '441402-agriculture' },
]
