import type { Handling } from '../case-history.ts'
import { counted, leftOut, type Formula, type Indicator, type Judgement } from './indicator.ts'

/** The rules by which a handling is left out; they stand in the answer as they are here. */
const servedByAnother = 'merged'
const bound = 'designated'

const toBeConfirmed = { zh: '（条款待与原文核对）', en: ' (articles to be confirmed against the original text)' }
const ordinance = {
  zh: `《信访工作条例》（2022）关于受理、办理期限和考核的规定${toBeConfirmed.zh}`,
  en: `Regulations on Petition Work (2022) on acceptance, periods and assessment${toBeConfirmed.en}`,
}
const hotline = {
  zh: `GB/T 33357《政府热线服务评价》${toBeConfirmed.zh}`,
  en: `GB/T 33357 Evaluation of government hotline services${toBeConfirmed.en}`,
}

const acceptOnTime: Indicator = {
  id: 'accept-on-time',
  label: { zh: '按时受理率', en: 'Accepted in time' },
  text: {
    zh: '分母：本月作出受理、不予受理或退回答复，或受理期限在本月届满而未答复的承办（事件中记有受理期限者）。分子：其中在期限内答复的。按先发生者所在月份计。并入他案办理的不计。',
    en: 'Denominator: handlings with an acceptance date in their events that were accepted, declined or returned in the month, or whose date passed in it without an answer, whichever came first. Numerator: those answered by that date. A case served by the handling of another is left out.',
  },
  basis: ordinance,
  direction: 'higher',
  weight: 15,
  minimum: 1,
  unit: 'handling',
  judge: (handling) => inTime(handling, handling.acceptBy, handling.acceptMissed, handling.first?.at ?? null),
}

const replyOnTime: Indicator = {
  id: 'reply-on-time',
  label: { zh: '按时回复率', en: 'Replied in time' },
  text: {
    zh: '分母：本月回复，或回复期限在本月届满而未回复的承办（期限以事件所记为准，含延期和中止计时后的期限）。分子：其中在期限内回复的。按先发生者所在月份计；逾期后再回复或延期，仍为逾期。期限届满前退回、改派、撤回的不计；并入他案办理的不计。',
    en: 'Denominator: handlings that were replied to in the month, or whose date for the reply, as last set by an event (extensions and pauses included), passed in it without one, whichever came first. Numerator: those replied to by that date. A date once missed stays missed. What was returned, given to another or withdrawn before is not counted; a case served by the handling of another is left out.',
  },
  basis: ordinance,
  direction: 'higher',
  weight: 40,
  minimum: 1,
  unit: 'handling',
  judge: (handling) => inTime(handling, handling.replyBy, handling.replyMissed, handling.repliedAt),
}

const satisfaction: Indicator = {
  id: 'satisfaction',
  label: { zh: '满意率', en: 'Satisfied' },
  text: {
    zh: '分母：本月作出、截至该位置已有评价的回复（以最后一次评价为准）。分子：评分 4、5 的。并案各件由各自来访人评价，各计一件。',
    en: 'Denominator: replies given in the month that have been rated up to the position, by their last rating. Numerator: ratings of 4 and 5. Cases of one matter are each rated by their own citizen and each count.',
  },
  basis: hotline,
  direction: 'higher',
  weight: 20,
  minimum: 10,
  unit: 'handling',
  judge: ({ repliedAt, rating }) =>
    repliedAt === null || rating === null ? undefined : counted(repliedAt, rating >= 4),
}

const reopened: Indicator = {
  id: 'reopened',
  label: { zh: '重办率', en: 'Reopened' },
  text: {
    zh: '分母：本月作出的回复。分子：其中截至该位置经批准重办的。并入他案办理的不计。',
    en: 'Denominator: replies given in the month. Numerator: those whose case was reopened up to the position. A case served by the handling of another is left out.',
  },
  basis: hotline,
  direction: 'lower',
  weight: 10,
  minimum: 10,
  unit: 'handling',
  judge: ({ repliedAt, reopened: again, served }) =>
    repliedAt === null ? undefined : served ? leftOut(repliedAt, servedByAnother) : counted(repliedAt, again),
}

const returned: Indicator = {
  id: 'returned',
  label: { zh: '退回率', en: 'Returned' },
  text: {
    zh: '分母：本月首次答复（受理、不予受理或退回）的承办。分子：其中退回的。指定承办不得退回，不计；并入他案办理的不计。仅供参考，不计分：退回可能有理。',
    en: 'Denominator: handlings first answered in the month (accepted, declined or returned). Numerator: those returned. Designations, which cannot be returned, and cases served by the handling of another are left out. Shown, not scored: a return may be right.',
  },
  basis: ordinance,
  direction: 'lower',
  weight: 0,
  minimum: 1,
  unit: 'handling',
  judge: (handling) => firstAnswer(handling, ({ first }) => first?.as === 'returned'),
}

const unfoundedReturn: Indicator = {
  id: 'unfounded-return',
  label: { zh: '不当退回率', en: 'Returned without ground' },
  text: {
    zh: '分母：同退回率。分子：退回后截至该位置仍分派或指定该单位承办的。',
    en: 'Denominator: as for “returned”. Numerator: those returned that were given to the same node again up to the position.',
  },
  basis: ordinance,
  direction: 'lower',
  weight: 5,
  minimum: 10,
  unit: 'handling',
  judge: (handling) => firstAnswer(handling, ({ cameBack }) => cameBack),
}

const supervisionOnTime: Indicator = {
  id: 'supervision-on-time',
  label: { zh: '督办按时反馈率', en: 'Supervision answered in time' },
  text: {
    zh: '分母：本月反馈，或反馈期限在本月届满而未反馈的督办（有反馈期限者）。分子：其中在期限内反馈的。反馈前解除的不计。',
    en: 'Denominator: supervision orders with a date for the answer that were answered in the month, or whose date passed in it without one. Numerator: those answered by that date. Orders lifted before they were answered are not counted.',
  },
  basis: ordinance,
  direction: 'higher',
  weight: 10,
  minimum: 1,
  unit: 'order',
  judge: ({ answerBy, answeredAt, missed }) => {
    if (answerBy === null) return undefined
    if (missed !== null) return counted(missed, false)
    return answeredAt === null ? undefined : counted(answeredAt, true)
  },
}

const reconciled: Indicator = {
  id: 'reconciled',
  label: { zh: '对账一致率', en: 'Books equal' },
  text: {
    zh: '分母：节点本月的对账。分子：其中与枢纽一致的。仅供参考，不计分。',
    en: 'Denominator: reconciliations that the node sent in the month. Numerator: those equal to the hub’s books. Shown, not scored.',
  },
  basis: { zh: '数据交换标准 annex B26', en: 'Inquiry Exchange Standard, annex B26' },
  direction: 'higher',
  weight: 0,
  minimum: 1,
  unit: 'reconciliation',
  judge: ({ at, equal }) => counted(at, equal),
}

/** The first formula. Its weights are a proposal for the province to confirm or to replace by a version of its own. */
export const formula2026n1: Formula = {
  version: '2026-1',
  from: '2000-01',
  text: {
    zh: '得分为各计分指标得分按权重的平均：越高越好的指标得 100×分子÷分母，越低越好的得 100×(1−分子÷分母)；分母低于起评数的指标不计分，其权重不参与平均。得分保留两位小数，比值保留四位小数。同分同名次。被剔除的案件不进入分子和分母。探测案件不计。期限取事件所记，不重算。月份按北京时间。',
    en: 'The score is the mean of the scored indicators by weight: 100 × numerator ÷ denominator where higher is better, 100 × (1 − numerator ÷ denominator) where lower is. An indicator below its least denominator is not scored and its weight does not count. Scores have two decimals, ratios four. Equal scores share a rank. Excluded cases are in neither numerator nor denominator. Probes are not counted. Due dates are those that events recorded, not reckoned again. Months are those of Asia/Shanghai.',
  },
  indicators: [
    acceptOnTime,
    replyOnTime,
    satisfaction,
    reopened,
    returned,
    unfoundedReturn,
    supervisionOnTime,
    reconciled,
  ],
}

function inTime(
  { served }: Handling,
  dueAt: string | null,
  missed: string | null,
  doneAt: string | null,
): Judgement | undefined {
  const at = missed ?? (dueAt === null ? null : doneAt)
  if (at === null) return undefined
  return served ? leftOut(at, servedByAnother) : counted(at, missed === null)
}

function firstAnswer(handling: Handling, isIn: (handling: Handling) => boolean): Judgement | undefined {
  const { first, served, designated } = handling
  if (!first) return undefined
  if (served) return leftOut(first.at, servedByAnother)
  return designated ? leftOut(first.at, bound) : counted(first.at, isIn(handling))
}
