import type { EventType } from '../../src/index.ts'
import type { Note } from './message-notes.ts'

/** When an event is recorded. */
export const eventNotes: Record<EventType, Note> = {
  'case.submitted': { zh: '来源节点提交了诉求。', en: 'An origin submitted a case.' },
  'case.amended': {
    zh: '来源节点补充了内容；`changed` 列出改动的项。',
    en: 'The origin amended the case; `changed` names the members.',
  },
  'case.withdrawn': {
    zh: '来源节点撤回了案件。',
    en: 'The origin withdrew the case.',
  },
  'case.accepted': {
    zh: '承办单位受理。',
    en: 'The handler accepted.',
  },
  'case.declined': {
    zh: '承办单位不予受理。',
    en: 'The handler declined.',
  },
  'case.returned': {
    zh: '承办单位退回。',
    en: 'The handler sent the case back.',
  },
  'case.progressed': {
    zh: '办理有进展。',
    en: 'The handling went on.',
  },
  'case.contributed': {
    zh: '协办单位提供了意见。',
    en: 'An assistant contributed.',
  },
  'case.extension-requested': {
    zh: '承办单位申请延期。',
    en: 'The handler asked for more time.',
  },
  'case.paused': {
    zh: '计时中止。',
    en: 'The clock stands still.',
  },
  'case.resumed': {
    zh: '计时恢复。',
    en: 'The clock goes on.',
  },
  'case.replied': {
    zh: '承办单位回复；回复内容在 `private.message` 中。',
    en: 'The handler replied; the reply is in `private.message`.',
  },
  'case.closed': {
    zh: '案件办结。',
    en: 'The case was closed.',
  },
  'case.rated': {
    zh: '群众作了评价。',
    en: 'The citizen rated the handling.',
  },
  'case.reopen-requested': {
    zh: '来源节点申请重办。',
    en: 'The origin asked for a reopening.',
  },
  'case.review-requested': {
    zh: '来源节点申请复查。',
    en: 'The origin asked for a review.',
  },
  'case.reviewed': {
    zh: '复查机关作出复查意见。',
    en: 'The reviewing node gave its finding.',
  },
  'supervision.answered': {
    zh: '承办单位反馈了督办。',
    en: 'The handler answered a supervision order.',
  },
  'node.reconciled': {
    zh: '节点对账；`equal` 表示一致。',
    en: 'A node reconciled; `equal` says whether both agree.',
  },
  'case.assigned': {
    zh: '枢纽按规则或协调人员分派：承办（`lead`）或协办（`assist`，无 `due`）。`rule` 为空时 `why` 写明所用默认（`default:city`、`default:origin`）；`beat` 列出被胜过的规则。',
    en: 'A rule or a coordinator gave the case to a node as `lead`, or as `assist` (without `due`). Where `rule` is null, `why` names the default (`default:city`, `default:origin`); `beat` lists the rules it won over.',
  },
  'case.designated': {
    zh: '协调人员指定承办单位，有约束力，此后不得退回。',
    en: 'A coordinator designated the handler; it binds, and the case cannot be returned afterwards.',
  },
  'case.relieved': {
    zh: '节点不再承办或协办；这是它收到的该案最后一个事件。',
    en: 'A node handles or assists no longer; it is the last event of the case that it receives.',
  },
  'case.unroutable': {
    zh: '没有可以分派的单位（例如都指向被举报单位），等待协调人员。',
    en: 'There is no node to assign to (for example where all ways lead to the body complained about); it waits for a coordinator.',
  },
  'case.linked': {
    zh: '与另一案件相似，可能是同一事项；不影响办理和计时。',
    en: 'The case is like another and may be the same matter; it hinders neither handling nor clock.',
  },
  'case.unlinked': {
    zh: '关联解除，不会再被自动关联。',
    en: 'The link was undone, and no machine will make it again.',
  },
  'case.merged': {
    zh: '并案：由 `primary` 一案办理，结果及于各案。',
    en: 'Cases were merged: the handling of `primary` serves all.',
  },
  'case.split': {
    zh: '拆案，此后各自办理。',
    en: 'A merged case goes its own way again.',
  },
  'case.extended': {
    zh: '准予延期至 `until`。',
    en: 'More time was granted, until `until`.',
  },
  'case.extension-refused': {
    zh: '不予延期。',
    en: 'More time was refused.',
  },
  'case.reopened': {
    zh: '重办，回到原承办单位，状态为已交办。',
    en: 'The case was taken up again by the same handler and is `assigned`.',
  },
  'case.reopen-refused': {
    zh: '不予重办。',
    en: 'The reopening was refused.',
  },
  'case.review-assigned': {
    zh: '指定了复查机关。',
    en: 'A reviewing node was named.',
  },
  'case.reporter-released': {
    zh: '协调人员说明理由，把保密案件的来访人信息提供给该单位。',
    en: 'A coordinator, with a reason, released the reporter data of a secret case to that node.',
  },
  'case.due-soon': { zh: '某一步骤即将到期。', en: 'A step is due soon.' },
  'case.overdue': { zh: '某一步骤已超期。', en: 'A step is overdue.' },
  'case.due-changed': {
    zh: '到期时间重新计算，例如新年度日历到达。',
    en: 'A due date was computed again, for example when a calendar arrived.',
  },
  'supervision.issued': {
    zh: '下达督办：提醒、督办、挂牌、约谈，可以越级向上，未解除前不能降级。理由在 `private.reason`。',
    en: 'A supervision order: reminder, order, listed, summons; rungs may be skipped upwards, not downwards while one is open. The reason is in `private.reason`.',
  },
  'supervision.lifted': { zh: '督办解除。', en: 'The order was lifted.' },
  'hotspot.raised': {
    zh: '某事项在某地异常增长。`subject` 为 matterId，`division` 为共同前缀补零。',
    en: 'A matter grows unusually fast in a place. `subject` is the matterId, `division` the common prefix with zeros.',
  },
  'hotspot.lowered': { zh: '热点消退。', en: 'The hot spot has cooled.' },
  'node.gap': {
    zh: '节点的信封序号缺失超过五分钟。',
    en: 'Sequence numbers of the node are missing for more than five minutes.',
  },
  'node.quiet': {
    zh: '节点比它自己平常的量安静。',
    en: 'The node sends less than it usually does at this time.',
  },
  'node.enrolled': { zh: '节点接入。', en: 'A node enrolled.' },
  'node.key-added': { zh: '节点登记了新密钥。', en: 'A node added a key.' },
  'node.key-revoked': {
    zh: '节点的密钥被撤销。',
    en: 'A key of the node was revoked.',
  },
  'node.key-expiring': {
    zh: '密钥将在 `days` 天后到期（60、30、7、1 天）。',
    en: 'A key expires in `days` days (60, 30, 7, 1).',
  },
  'node.suspended': { zh: '节点被暂停。', en: 'A node was suspended.' },
  'node.resumed': { zh: '节点恢复。', en: 'A node was resumed.' },
  'assessment.objection-raised': {
    zh: '某节点对某月考核提出申诉，涉及 `cases`（为空则为指标本身）。理由在 `private.reason`。`subject` 为该节点。',
    en: 'A node contests a month’s figures: of the `cases`, or, where there are none, the indicator as such. The reason is in `private.reason`. `subject` is the node.',
  },
  'assessment.objection-decided': {
    zh: '申诉处理结果：采纳或驳回。采纳的随后有 `assessment.cases-excluded`。理由在 `private.reason`。',
    en: 'The objection was upheld or dismissed; one that is upheld is followed by `assessment.cases-excluded`. The reason is in `private.reason`.',
  },
  'assessment.cases-excluded': {
    zh: '案件不计入某月考核：`node`、`indicator` 缺省为全部。重算时据此剔除。理由在 `private.reason`。',
    en: 'Cases are left out of a month’s figures, of all nodes and indicators unless `node` or `indicator` says otherwise. Whoever recounts leaves them out from here on. The reason is in `private.reason`.',
  },
  'assessment.cases-readmitted': {
    zh: '撤销一次剔除，案件重新计入。',
    en: 'An exclusion was taken back: its cases count again.',
  },
  'assessment.published': {
    zh: '发布某月考核：按 `formula` 对位置 `asOf` 及之前的日志计算，`digest` 为各节点数字的摘要。凭日志可重算核对。`subject` 为枢纽。',
    en: 'A month’s figures were published: those that `formula` makes of the log up to position `asOf`; `digest` commits to them. Whoever has the log can make them again and compare. `subject` is the hub.',
  },
  'hub.key-rotated': {
    zh: '枢纽更换了自己的密钥：`kid` 接替 `replaces`，后者仍公布，供验证和解封。`subject` 为枢纽。',
    en: 'The hub changed a key of its own: `kid` takes the place of `replaces`, which stays published for verifying and opening. `subject` is the hub.',
  },
  'hub.data-erased': {
    zh: '枢纽按规则清除了到期数据；`cases` 为失去该部分的案件。日志及其摘要不变。`subject` 为枢纽。',
    en: 'The hub erased by rule what was kept long enough; `cases` are those that lost the part. The log and its digests stay. `subject` is the hub.',
  },
}
