/** The sources that `init` writes an example for. */
export const exampleKinds = ['excel', 'database', 'open311'] as const
export type ExampleKind = (typeof exampleKinds)[number]

/** A commented gateway.yaml for the chosen source, ready to be run with a table that has the headings it names. */
export function exampleConfiguration(hub: string, node: string, kind: ExampleKind): string {
  return `# 网络问政数据交换网关的配置 Configuration of the gateway. 改完先运行 After a change first run: gateway check
hub: ${hub}
node: '${node}'
language: zh            # zh 或 or en：网关输出所用的语言 what the gateway speaks
everySeconds: 10        # 每隔多少秒看一次来源 seconds between two looks at the sources

sources:
${sources[kind].replace('SEAT', node.slice(0, 6))}
${answers}
writeBack:
  # 每天两个表：待办-日期（交给本节点办理的案件）、结果-日期（本节点案件的进展和回复）
  # Two tables a day: cases to handle, and what became of the city's own.
  - kind: files
    folder: replies
    format: xlsx        # 或 or csv
  # 也可以写入数据库；同一事件可能写两次，须能重复执行 Or into a table; the statement must bear being run twice:
  # - kind: sql
  #   connection: sqlite:platform.db
  #   statement: insert into inquiry_event (id, number, event, said) values (:eventId, :sourceId, :event, :said) on conflict do nothing
  # 也可以逐个事件 POST 到本机平台 Or each event posted to your own platform:
  # - kind: post
  #   url: http://127.0.0.1:9000/inquiry-events
`
}

const caseFields = `      sourceId: 工单编号       # 本平台的编号，不可重复 your own number of the case, never used twice
      title: 标题              # 没有标题时 without one: {column: 内容, cut: 50}
      content: 内容
      nature: 诉求类型         # 认得 knows 咨询 求助 投诉 举报 建议 表扬；本地用词 your own words:
                               # {column: 诉求类型, words: {诉求咨询: consultation, 其他: help}}
      division: 区县           # 名称或代码 a name or a GB/T 2260 code; {column: 区县, words: {开发区: '440112'}}
      channel: {column: 来源, otherwise: web}
      submittedAt: 提交时间    # 2026/11/3 9:05、2026年11月3日 9时5分、Excel 日期都认得 are all known
      # 以下可省略 What follows may be left out. 来访人信息加密后才离开本机 is sealed before it leaves this machine.
      name: 姓名
      phone: 联系电话
      # address: {template: '{镇街}{地址}'}
      # category: {column: 事项分类, words: {噪音扰民: '0203'}}
      # reporter: 来访人类型      # 个人、单位、匿名
      # idNumber: 身份证号
      # email: 邮箱
      # occurredAt: 发生时间
      # longitude: 经度
      # latitude: 纬度
      # crs: {constant: CGCS2000}
      # secrecy: 是否保密
      # public: 是否公开          # 没有此列时不公开 not public where it is not said
      # urgency: 紧急程度
      # attachments: 附件         # 文件名，多个用分号 names of files in attachmentFolder, with semicolons
`

const databaseFields = `      sourceId: number         # 本平台的编号，不可重复 your own number of the case, never used twice
      title: title
      content: content
      nature: {column: kind, words: {'1': consultation, '2': help, '3': complaint}}
      division: {column: district, words: {开发区: '440112'}}
      channel: {constant: web}
      submittedAt: created_at
      name: reporter_name      # 加密后才离开本机 is sealed before it leaves this machine
      phone: reporter_phone
`

const sources: Record<ExampleKind, string> = {
  excel: `  - name: cases
    kind: folder
    sends: cases
    folder: drop/cases   # 把导出的表格放进来 drop the exports here；读过的移到 read ones go to done 或 or refused
    files: ['*.xlsx', '*.csv']
    encoding: auto       # auto、utf-8、gb18030
    fields:              # 字段: 表头 field: heading
${caseFields}`,
  database: `  - name: cases
    kind: database
    sends: cases
    # PostgreSQL，或 or sqlite:platform.db；用只读帐号 with an account that may only read。口令放在环境变量里 the password in the environment
    connection: \${PLATFORM_DATABASE}
    query: select * from inquiry where updated_at >= :since
    cursor: updated_at   # 每次改动都增大的列 a column that grows with every change
    from: '2026-01-01 00:00:00'
    overlap: 3600        # 每次重读的秒数，要长于最长的事务 seconds read again; longer than your longest transaction
    fields:              # 字段: 列 field: column
${databaseFields}`,
  open311: `  - name: cases
    kind: open311
    sends: cases
    endpoint: https://city.example/open311/v2   # /requests.json 之前的地址 the address before /requests.json
    # jurisdictionId: city.example
    # apiKey: \${OPEN311_KEY}
    # status: open
    windowBy: requested  # 服务器支持 updated_after 时用 updated where the server knows updated_after: updated
    paging: none         # 服务器支持 page、page_size 时用 page where it knows page and page_size: page
    from: '2026-01-01 00:00:00'
    fields:
      sourceId: service_request_id
      title: {template: '{service_name} {address}', cut: 200}
      content: {template: '{description}', otherwise: （无说明）}
      nature: {constant: complaint}
      division: {constant: 'SEAT'}
      channel: {constant: app}
      submittedAt: requested_datetime
      address: address
      longitude: long
      latitude: lat
      crs: {constant: WGS84}
      # category: {column: service_code, words: {'001': '0203'}}
`,
}

const answers = `  # 办理：在“待办”表的 动作、答复内容 等列填写后放进来（动作如 受理、回复、办结，可写几个）
  # Handling: fill in the columns of the table of cases to handle, and drop it here.
  - name: answers
    kind: folder
    sends: answers
    folder: drop/answers
    fields:
      caseId: 案件编号
      action: 动作
      content: 答复内容
      unit: 承办单位
      outcome: 办理结果
      reason: 原因
      public: 是否公开
`
