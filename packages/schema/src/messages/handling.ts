import { z } from 'zod'
import { outcomeCodes } from '../code-lists/outcome.ts'
import { pauseReasonCodes } from '../code-lists/pause-reason.ts'
import { NodeId } from '../identifiers.ts'
import { Instant, LocalDate } from '../instant.ts'
import { text } from '../text.ts'

const longText = text(20_000)
const unit = text(200).meta({ examples: ['天河区城市管理和综合执法局'] })

/** A code whose list is asked after the form is right; an unknown one is `unknown-code`. */
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64)

/** `case.accepted` 受理. */
export const CaseAccepted = z.strictObject({
  unit: unit.optional(),
  note: longText.meta({ examples: ['已收到，转业务科室办理。'] }).optional(),
})

/** `case.declined` 不予受理; `reason` is a code of the list `decline-reason`. */
export const CaseDeclined = z.strictObject({
  reason: code.meta({ examples: ['not-in-scope'] }),
  explanation: longText.meta({ examples: ['该事项已进入诉讼程序，依法不予受理。'] }),
  basis: longText.meta({ examples: ['信访工作条例第三十一条'] }).optional(),
})

/** `case.returned` 退回/异议; `reason` is a code of the list `return-reason`; `suggestedNode` is advice and moves nothing. */
export const CaseReturned = z.strictObject({
  reason: code.meta({ examples: ['not-our-competence'] }),
  explanation: longText.meta({ examples: ['该路段由市交通运输局管养，不属我单位职责。'] }),
  basis: longText.meta({ examples: ['信访工作条例第三十一条'] }).optional(),
  suggestedNode: NodeId.optional(),
})

/** `case.progressed` 办理. */
export const CaseProgressed = z.strictObject({
  note: longText.meta({ examples: ['已派员现场核查。'] }),
  unit: unit.optional(),
})

/** `case.contributed` 协办: what an assisting node adds. */
export const CaseContributed = z.strictObject({
  content: longText.meta({ examples: ['我局已提供该工地许可资料。'] }),
  unit: unit.optional(),
})

/** `case.extension-requested` 延期申请; `until` is the last day asked for. */
export const CaseExtensionRequested = z.strictObject({
  until: LocalDate,
  reason: longText.meta({ examples: ['需委托检测机构出具报告。'] }),
})

/** `case.paused` 补正/听证. */
export const CasePaused = z.strictObject({
  reason: z.enum(pauseReasonCodes).meta({ examples: ['correction'] }),
  explanation: longText.meta({ examples: ['请补充房屋权属证明。'] }),
})

/** `case.resumed` 恢复办理. */
export const CaseResumed = z.strictObject({
  reason: longText.meta({ examples: ['材料已补齐'] }),
  explanation: longText.meta({ examples: ['权属证明已于11月25日收到。'] }).optional(),
})

/** `case.replied` 回复. */
export const CaseReplied = z.strictObject({
  content: longText.meta({ examples: ['经核查，该工地已停止夜间施工并被责令整改。'] }),
  public: z.boolean().meta({ examples: [true] }),
  unit,
  repliedAt: Instant,
})

/** `case.closed` 办结. */
export const CaseClosed = z.strictObject({ outcome: z.enum(outcomeCodes).meta({ examples: ['resolved'] }) })

/** `supervision.answered` 督办反馈. */
export const SupervisionAnswered = z.strictObject({
  supervisionId: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/)
    .meta({ examples: ['019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'] }),
  content: longText.meta({ examples: ['已约谈施工单位，整改完成。'] }),
})
