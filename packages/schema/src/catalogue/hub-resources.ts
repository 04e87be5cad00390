import type { Catalogue, Resource } from './resource.ts'

/** The hub that provides: its node code, its operator's name and organisation code (GB 32100), the day of publication. */
export type Provider = { hubId: string; name: string; code: string; publishedAt: string }

/** What differs from one resource of the hub to the next; `name` is also the last part of its code. */
type Outline = Omit<Resource, 'code' | 'provider' | 'publishedAt' | 'classification'> & {
  name: string
  slug: string
  category: string
}

const text = (name: string) => ({ name, type: 'string' })
const time = (name: string) => ({ name, type: 'date-time' })
const count = (name: string) => ({ name, type: 'integer' })

const forParties = '仅限该案件的来源节点、承办单位、协办单位和复查机关'
const forCoordinators = '仅限省级协调人员和审计人员'

const outlines: readonly Outline[] = [
  {
    slug: 'cases',
    name: '网络问政案件',
    category: '受理办理',
    abstract: '各平台提交的诉求：性质、事项分类、属地、渠道、内容及办理状态；来访人信息加密，仅承办单位可解。',
    format: 'JSON',
    items: [
      text('案件编号'),
      text('性质'),
      text('标题'),
      text('内容'),
      text('事项分类'),
      text('行政区划'),
      text('来源渠道'),
      text('办理状态'),
      time('提交时间'),
    ],
    sharing: { type: 'conditional', condition: forParties, way: 'GET /v1/inbox、webhook、NATS inbox.v1.<nodeId>.>' },
    openness: { type: 'none' },
    updateCycle: 'real-time',
    related: ['events', 'replies', 'assignments', 'code-lists'],
  },
  {
    slug: 'events',
    name: '案件公开事件',
    category: '受理办理',
    abstract: '案件每一步的公开事件（CloudEvents 1.0），不含标题、内容、来访人及其他个人信息。',
    format: 'JSON',
    items: [text('事件编号'), text('事件类型'), count('日志位置'), text('行政区划'), text('节点'), time('时间')],
    sharing: { type: 'unconditional', way: 'GET /v1/events、GET /v1/events/stream、NATS inquiry.v1.>' },
    openness: { type: 'conditional', condition: '枢纽设置为公开事件时' },
    updateCycle: 'real-time',
    related: ['cases', 'checkpoints'],
  },
  {
    slug: 'replies',
    name: '办理回复',
    category: '回复反馈',
    abstract: '承办单位对案件的回复、回复单位和时间；公开的回复可由公众凭查询码查询。',
    format: 'JSON',
    items: [
      text('案件编号'),
      text('回复内容'),
      text('回复单位'),
      time('回复时间'),
      { name: '是否公开', type: 'boolean' },
    ],
    sharing: { type: 'conditional', condition: forParties, way: 'GET /v1/inbox、GET /v1/cases/{caseId}/events' },
    openness: { type: 'conditional', condition: '凭查询码查询本人案件' },
    updateCycle: 'real-time',
    related: ['cases'],
  },
  {
    slug: 'assignments',
    name: '分派与期限',
    category: '分派交办',
    abstract: '案件分派给哪个单位、依据哪条规则、为何优先、各步骤到期时间及其计算依据。',
    format: 'JSON',
    items: [text('案件编号'), text('承办单位'), text('规则'), count('规则版本'), time('到期时间'), text('依据')],
    sharing: { type: 'conditional', condition: forParties, way: 'GET /v1/inbox、GET /v1/cases/{caseId}' },
    openness: { type: 'none' },
    updateCycle: 'real-time',
    related: ['cases', 'supervision'],
  },
  {
    slug: 'supervision',
    name: '督办',
    category: '督办考核',
    abstract: '督办级别、下达与答复期限、反馈和解除。',
    format: 'JSON',
    items: [text('督办编号'), text('案件编号'), text('级别'), time('下达时间'), time('答复期限'), time('反馈时间')],
    sharing: { type: 'conditional', condition: '仅限被督办单位和省级协调人员', way: 'GET /v1/inbox' },
    openness: { type: 'none' },
    updateCycle: 'real-time',
    related: ['assignments', 'tallies'],
  },
  {
    slug: 'tallies',
    name: '统计',
    category: '督办考核',
    abstract:
      '案件按日期、属地、节点、分类、性质、渠道、状态等汇总的数量、按期率、满意度，注明截止位置，可由日志重算。',
    format: 'JSON',
    items: [
      text('分组'),
      count('数量'),
      { name: '按期率', type: 'number' },
      { name: '满意度', type: 'number' },
      count('截止位置'),
    ],
    sharing: { type: 'conditional', condition: forCoordinators, way: 'GET /v1/stats/cases' },
    openness: { type: 'none' },
    updateCycle: 'real-time',
    related: ['events', 'assessments'],
  },
  {
    slug: 'assessments',
    name: '月度考核',
    category: '督办考核',
    abstract: '各节点每月考核指标的分子、分母、公式版本、计入与剔除的案件。',
    format: 'JSON',
    items: [
      text('月份'),
      text('节点'),
      text('指标'),
      { name: '分子', type: 'number' },
      { name: '分母', type: 'number' },
      text('公式版本'),
    ],
    sharing: { type: 'conditional', condition: forCoordinators, way: 'GET /v1/assessments/{yyyy-mm}' },
    openness: { type: 'none' },
    updateCycle: 'monthly',
    related: ['tallies'],
  },
  {
    slug: 'code-lists',
    name: '代码表',
    category: '标准规范',
    abstract: '性质、渠道、状态、行政区划、事项分类等代码及其有效期和替代关系。',
    format: 'JSON',
    items: [
      text('代码'),
      text('中文名称'),
      text('英文名称'),
      { name: '生效日期', type: 'date' },
      { name: '失效日期', type: 'date' },
    ],
    sharing: { type: 'unconditional', way: 'GET /v1/code-lists' },
    openness: { type: 'open' },
    updateCycle: 'irregular',
    related: ['cases'],
  },
  {
    slug: 'checkpoints',
    name: '日志校验点',
    category: '存证校验',
    abstract: '透明日志的签名校验点、哈希分片和证明，任何人可据以核对事件是否记录、此前记录是否改动。',
    format: 'C2SP signed note',
    items: [text('日志名称'), count('日志长度'), text('根哈希'), text('签名')],
    sharing: { type: 'unconditional', way: 'GET /v1/log/checkpoint、GET /v1/log/tile/…、GET /v1/log/proof' },
    openness: { type: 'open' },
    updateCycle: 'real-time',
    related: ['events'],
  },
]

/** The resources that every hub exchanges, and after them those that nodes offer. */
export function catalogueOf(provider: Provider, offered: readonly Resource[] = []): Catalogue {
  return { version: '1', resources: [...outlines.map((outline) => provided(outline, provider)), ...offered] }
}

function provided({ slug, category, related, ...outline }: Outline, provider: Provider): Resource {
  const { hubId, name, code, publishedAt } = provider
  return {
    classification: { class: '主题信息资源', item: '网络问政', category, detail: outline.name },
    ...outline,
    code: `${hubId}/${slug}`,
    provider: { name, code },
    publishedAt,
    related: related.map((other) => `${hubId}/${other}`),
  }
}
