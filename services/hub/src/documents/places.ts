/** Where a reader may want to go, and what is there. */
export type Place = { path: string; zh: string; en: string; note: string }

/** The places of `/docs` in the order in which a newcomer needs them. */
export const allPlaces: readonly Place[] = [
  {
    path: '/docs/first-case',
    zh: '十分钟接入',
    en: 'First case',
    note: '从空文件夹到第一件已登记的诉求 From an empty folder to the first recorded case',
  },
  {
    path: '/docs/gateway',
    zh: '网关接入',
    en: 'Gateway',
    note: '用 Excel、数据库或 Open311 接入，不写程序 Join with a table, a database or Open311',
  },
  {
    path: '/docs/standard/standard.zh',
    zh: '标准（中文）',
    en: 'in Chinese',
    note: '标准全文 The whole text, in Chinese',
  },
  {
    path: '/docs/standard/standard.en',
    zh: '标准（英文）',
    en: 'Standard',
    note: '标准全文英文版 The whole text, in English',
  },
  {
    path: '/docs/standard/messages',
    zh: '消息',
    en: 'Messages',
    note: '节点发送的每种消息 Every message that a node sends',
  },
  {
    path: '/docs/standard/events',
    zh: '事件',
    en: 'Events',
    note: '枢纽登记和投递的每种事件 Every event that the hub records and delivers',
  },
  { path: '/docs/problems', zh: '问题', en: 'Problems', note: '每种错误的原因和处理 Cause and remedy of every error' },
  {
    path: '/docs/processes',
    zh: '流程',
    en: 'Processes',
    note: '受理、办理、查询、回复、复查、督办、统计 The processes, step by step',
  },
  {
    path: '/docs/standard/glossary',
    zh: '术语',
    en: 'Glossary',
    note: '术语及含义 The words and what they mean',
  },
  {
    path: '/docs/standard/versions',
    zh: '版本',
    en: 'Versions',
    note: '兼容性、停用、变更记录 What may change, and the change log',
  },
  {
    path: '/docs/sign-in',
    zh: '人员登录',
    en: 'Sign-in',
    note: '身份提供方、角色、会话 The identity provider, roles, sessions',
  },
  {
    path: '/docs/schema-package',
    zh: '软件包',
    en: 'Package',
    note: 'TypeScript 契约包 Contracts, types and code lists for TypeScript',
  },
  {
    path: '/docs/schemas',
    zh: '文件',
    en: 'Files',
    note: 'JSON Schema、代码表、例子、测试向量 Schemas, code lists, examples, vectors',
  },
  { path: '/docs/api', zh: '接口', en: 'API', note: '每个接口及例子 Every path, with examples' },
]
