import type { Sentence } from '@inquiry/schema'
import type { Obstacle } from './obstacles.ts'

/** The `reason` of a refusal, for machines, and its sentence, for people. */
export const refusalReasons = {
  paused: { zh: '计时已中止，应先恢复', en: 'the clock is paused and must be resumed first' },
  'not-paused': { zh: '计时没有中止', en: 'the clock is not paused' },
  designated: { zh: '本案系指定承办，不得退回', en: 'the case was designated and cannot be returned' },
  'objection-period-over': { zh: '异议期限已过', en: 'the objection period is over' },
  'review-period-over': { zh: '申请复查的期限已过', en: 'the period for requesting a review is over' },
  'extension-open': { zh: '已有待决定的延期申请', en: 'an extension request is waiting for a decision' },
  'no-open-extension': { zh: '没有待决定的延期申请', en: 'no extension request is waiting for a decision' },
  'reopening-open': { zh: '已有待决定的重办申请', en: 'a reopening request is waiting for a decision' },
  'no-open-reopening': { zh: '没有待决定的重办申请', en: 'no reopening request is waiting for a decision' },
  'reopening-period-over': { zh: '申请重办的期限已过', en: 'the period for requesting a reopening is over' },
  'already-reviewed': { zh: '复查只有一次', en: 'a case is reviewed once only' },
  'no-open-order': { zh: '没有待反馈的督办', en: 'no supervision order is waiting for an answer' },
  merged: { zh: '本案已并案，由主案统一办理', en: 'the case is merged and served by its primary' },
  'already-merged': { zh: '本案已经并案', en: 'the case is merged already' },
  'not-merged': { zh: '本案没有并案', en: 'the case is not merged' },
  'not-linked': { zh: '没有这项关联', en: 'there is no such link' },
  'primary-not-open': { zh: '主案已不在办理中', en: 'the primary case is not open' },
  'primary-paused': { zh: '主案计时已中止', en: 'the primary case is paused' },
  'primary-merged': { zh: '主案已并入他案', en: 'the primary case is itself merged into another' },
  'already-handler': { zh: '该单位已是承办单位', en: 'the node is the handler already' },
  'already-assisting': { zh: '该单位已是协办单位', en: 'the node assists already' },
  'already-reviewer': { zh: '该单位已是复查机关', en: 'the node is the reviewer already' },
  'already-unroutable': { zh: '已经记录为无法分派', en: 'it is recorded as unroutable already' },
  'already-lifted': { zh: '该督办已经解除', en: 'the supervision order has been lifted' },
  handler: { zh: '该单位是承办单位', en: 'the node is the handler' },
  'not-handler': { zh: '该单位不是承办单位或者复查机关', en: 'the node is neither handler nor reviewer' },
  'higher-level-open': { zh: '已有更高级别的督办尚未了结', en: 'a supervision order of a higher level is open' },
  'nothing-due': { zh: '没有相应的期限', en: 'there is no such due date' },
} as const satisfies Record<string, Sentence> & Record<Obstacle, Sentence>

export type RefusalReason = keyof typeof refusalReasons
