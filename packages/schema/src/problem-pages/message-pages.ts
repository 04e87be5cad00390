import type { ProblemPage } from './page.ts'

/** Problems of single messages, given in `results` of an answer 200, and of coordinators' commands on a case. */
export const messagePages = {
  'invalid-message': {
    cause: {
      zh: '这条消息不符合标准；信封里的其他消息不受影响。被拒的消息保留在 GET /v1/rejections。',
      en: 'This message breaks the standard; the other messages of the envelope are not hindered. What was rejected is kept under `GET /v1/rejections`.',
    },
    remedy: {
      zh: 'errors 逐项给出位置、规则、说明和正确的例子。改好后可用同一个 id 重新发送：被拒的消息不占用 id。',
      en: '`errors` gives place, rule, words and a valid example for each fault. Send the mended message under the same id if you like: a rejected message does not use it up.',
    },
    example: {
      detail: {
        zh: '消息不符合标准，请修改：/messages/0/data/title',
        en: 'The message breaks the standard at /messages/0/data/title.',
      },
      instance: '/v1/messages/e-20261122-0042#/messages/0',
      errors: [
        {
          pointer: '/messages/0/data/title',
          rule: 'maxLength',
          limit: 200,
          example: '体育东路夜间施工噪声扰民',
        },
      ],
    },
  },
  'message-conflict': {
    cause: {
      zh: '本节点已记录过这个 id 的消息，而内容（type、time、case、data）不同。',
      en: 'The node has recorded a message under this id, and its content (`type`, `time`, `case`, `data`) was another.',
    },
    remedy: {
      zh: '新的消息用新的 id；重发须与原来的内容完全相同。',
      en: 'Give a new message a new id; to send one again, send exactly the content it had.',
    },
    example: {
      detail: {
        zh: '消息编号 m-20261122-000123 已用于另一内容，请换一个编号。',
        en: 'The message id m-20261122-000123 is recorded with other content; use another id.',
      },
      instance: '/v1/messages/e-20261122-0042#/messages/0',
    },
  },
  'invalid-transition': {
    cause: {
      zh: '案件当前状态不允许这一步。成员 current 是当前状态，allowed 是发送方现在可以发送的消息类型；有时 reason 说明原因，如异议期已过（objection-period-over）、已被指定（designated）、计时中止中。',
      en: 'The case’s status does not allow this step. `current` is the status, `allowed` what this sender may send now; `reason` says why where the status alone does not, such as `objection-period-over` or `designated`.',
    },
    remedy: {
      zh: '用 GET /v1/cases/{caseId} 查看状态，改发 allowed 中的消息。对已提交的案件再发 case.submitted 也会得到此答复，其中带有 caseId。',
      en: 'Look at the case with `GET /v1/cases/{caseId}` and send something that is in `allowed`. A second `case.submitted` for a known number is answered with this as well, and carries the `caseId`.',
    },
    example: {
      detail: {
        zh: '案件当前状态为“已办结”，不能进行此操作；现在可以：评价、申请重办、申请复查',
        en: 'The case is “Closed”, which does not allow this; what may be done now: Rated, Reopening requested, Review requested',
      },
      instance: '/v1/messages/e-20261122-0042#/messages/0',
      members: { current: 'closed', allowed: ['case.rated', 'case.reopen-requested', 'case.review-requested'] },
    },
  },
  'unknown-code': {
    cause: {
      zh: '代码不在代码表中，或在该日期无效：行政区划看 submittedAt 当天是否有效；原因代码看 decline-reason、return-reason 表。',
      en: 'The code is not in its list, or not in force on that date: a division must be valid on the day of `submittedAt`; reasons are of the lists `decline-reason` and `return-reason`.',
    },
    remedy: {
      zh: '用 GET /v1/code-lists/{name} 取得代码表；已撤销的代码看 replacedBy。可上传代码映射，由枢纽把本地代码译成标准代码。',
      en: 'Get the list with `GET /v1/code-lists/{name}`; for a code that is gone see `replacedBy`. A node may upload a mapping, by which the hub translates its local codes.',
    },
    example: {
      detail: {
        zh: '代码不在代码表中，或在该日期无效。',
        en: 'A code is not in its list, or not in force on that date.',
      },
      instance: '/v1/messages/e-20261122-0042#/messages/0',
      errors: [
        {
          pointer: '/messages/0/data/division',
          rule: 'code',
          example: '440106',
        },
      ],
    },
  },
  'unknown-case': {
    cause: {
      zh: '没有这个案件，或者它与本节点无关：两种情形的答复一字不差。caseId 须为小写；sourceId 只在本节点内查找。',
      en: 'There is no such case, or it is none of this node’s: both are answered word for word alike. A `caseId` is in lower case; a `sourceId` is looked up under the node that sent it only.',
    },
    remedy: {
      zh: '先确认 case.submitted 已记录（回执或 GET /v1/rejections）；承办单位用收件事件中的 caseId。',
      en: 'See that the `case.submitted` was recorded (its receipt, or `GET /v1/rejections`); a handler uses the `caseId` of its inbox event.',
    },
    example: {
      detail: { zh: '没有这个案件。', en: 'There is no such case.' },
      instance: '/v1/messages/e-20261122-0042#/messages/0',
    },
  },
  'subject-of-report': {
    cause: {
      zh: '该单位正是这件举报的被举报单位，不得承办、协办或者复查。',
      en: 'The body is the one that the report complains about; it may not handle, assist in or review it.',
    },
    remedy: { zh: '分派给其他单位，例如其上级单位。', en: 'Assign it to another body, such as the one above it.' },
    example: {
      detail: {
        zh: '被举报单位不得承办、协办或者复查该举报。',
        en: 'The body complained about may not handle, assist in or review the report.',
      },
      instance: '/v1/cases/019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e/assignments',
    },
  },
} as const satisfies Record<string, ProblemPage>
