import type { MessageType } from '../../src/index.ts'

/** What a message is for and what it does to the case, beyond what its contract says. */
export type Note = { zh: string; en: string }

export const messageNotes: Record<MessageType, Note> = {
  'case.submitted': {
    zh: '来源节点提交一件诉求。同一节点、同一 sourceId 只成为一个案件；枢纽给出 caseId 和查询码。状态：→ 已提交。再次提交同一 sourceId：`invalid-transition`，其中带有 caseId。',
    en: 'The origin submits a citizen’s case. One (node, sourceId) becomes one case; the hub gives it its `caseId` and query code. Status: → `submitted`. A second submission of the same `sourceId` is `invalid-transition` and carries the `caseId`.',
  },
  'case.amended': {
    zh: '来源节点补充或更正，至少一项。案件未办结时可发；状态不变，承办单位收到新的内容。',
    en: 'The origin adds or corrects at least one member, while the case is open. The status stays; the handler receives the new text.',
  },
  'case.withdrawn': {
    zh: '来源节点撤回。案件未办结时可发。状态：→ 已撤回（终态）。',
    en: 'The origin withdraws the case, while it is open. Status: → `withdrawn`, which is final.',
  },
  'case.accepted': {
    zh: '承办单位受理。状态：已交办 → 已受理；办理期限从此起算。',
    en: 'The handler accepts. Status: `assigned` → `accepted`; the time for handling begins.',
  },
  'case.declined': {
    zh: '承办单位不予受理，写明原因代码（`decline-reason`）和说明。状态：已交办 → 不予受理。',
    en: 'The handler declines, with a code of `decline-reason` and an explanation. Status: `assigned` → `declined`.',
  },
  'case.returned': {
    zh: '承办单位在异议期内退回，写明原因代码（`return-reason`）和说明；指定后不得退回。状态：已交办 → 已退回；枢纽不自动改派，`suggestedNode` 只供协调人员参考。',
    en: 'The handler sends the case back within the objection period, with a code of `return-reason` and an explanation; not after a designation. Status: `assigned` → `returned`. The hub does not assign it anew by itself; `suggestedNode` is advice to the coordinator.',
  },
  'case.progressed': {
    zh: '承办单位报告办理情况。状态：已受理或办理中 → 办理中。',
    en: 'The handler reports progress. Status: `accepted` or `in-progress` → `in-progress`.',
  },
  'case.contributed': {
    zh: '协办单位提供意见或材料，送达承办单位；来源节点不收。已交办、已受理、办理中可发；状态不变。',
    en: 'An assisting node gives what it has to the handler; the origin does not receive it. In `assigned`, `accepted`, `in-progress`; the status stays.',
  },
  'case.extension-requested': {
    zh: '承办单位申请延期，`until` 是申请的最后一天。已受理、办理中可发，同时只能有一个未决申请；由协调人员决定。',
    en: 'The handler asks for more time; `until` is the last day asked for. In `accepted`, `in-progress`, one open request at a time; a coordinator decides.',
  },
  'case.paused': {
    zh: '承办单位中止计时。已受理、办理中可发。中止期间不能回复、办结、不予受理或退回。',
    en: 'The handler stops the clock, in `accepted` or `in-progress`. While it stands still there is no reply, closing, declining or returning.',
  },
  'case.resumed': {
    zh: '承办单位恢复计时；计时中止时可发。',
    en: 'The handler lets the clock go on; only while it stands still.',
  },
  'case.replied': {
    zh: '承办单位回复。状态：已受理或办理中 → 已回复。`public` 为真的回复可以公开；凭查询码的当事人总能看到。',
    en: 'The handler replies. Status: `accepted` or `in-progress` → `replied`. A `public` reply may be shown to everybody; the holder of the query code always sees it.',
  },
  'case.closed': {
    zh: '承办单位办结，写明结果代码。状态：已回复 → 已办结。',
    en: 'The handler closes the case with its outcome. Status: `replied` → `closed`.',
  },
  'case.rated': {
    zh: '来源节点转来群众评价，1 至 5 分。已回复、已办结可发；后一次代替前一次；状态不变。',
    en: 'The origin passes on the citizen’s rating, 1 to 5. In `replied`, `closed`; a later one replaces the earlier; the status stays.',
  },
  'case.reopen-requested': {
    zh: '来源节点申请重办。已回复、已办结、不予受理可发；由协调人员或规则决定。',
    en: 'The origin asks for the case to be taken up again. In `replied`, `closed`, `declined`; a coordinator or a rule decides.',
  },
  'case.review-requested': {
    zh: '来源节点申请复查，只能一次。状态：已回复或已办结 → 复查中；复查机关由协调人员或规则指定，不得是承办单位。',
    en: 'The origin asks for a review, once. Status: `replied` or `closed` → `under-review`; a coordinator or a rule names the reviewing node, which is not the handler.',
  },
  'case.reviewed': {
    zh: '复查机关给出复查意见。状态：复查中 → 已办结。',
    en: 'The reviewing node gives its finding. Status: `under-review` → `closed`.',
  },
  'supervision.answered': {
    zh: '承办单位反馈督办。须有未答复的督办；案件状态不变。',
    en: 'The handler answers a supervision order that is open. The case’s status stays.',
  },
  'node.reconciled': {
    zh: '节点对账：某一天结束时本节点来源案件按状态的数量和摘要。枢纽在结果中答复逐案差异（至多 1000 件，`more` 表示还有）。没有 `case`。',
    en: 'A node reconciles: how many of its own cases had which status at the end of a day, and a digest over them. The result carries the differences case by case (up to 1000, `more` where there are more). It has no `case`.',
  },
}
