import { standardList } from './standard-list.ts'

/** Why a handler sends a case back within the objection period (退回/异议原因; 信访工作条例 article 23: five working days, with detailed reasons). */
export const returnReasonCodes = [
  'not-our-competence',
  'wrong-division',
  'other-level-competent',
  'competence-transferred',
  'joint-handling-needed',
  'already-with-other-unit',
  'conflict-of-interest',
  'misclassified',
  'insufficient-information',
  'other',
] as const

export type ReturnReasonCode = (typeof returnReasonCodes)[number]

/** The codes of `return-reason` with their labels. */
export const returnReasons = /* @__PURE__ */ standardList('return-reason', '1', returnReasonCodes, {
  'not-our-competence': ['不属于本单位职责', 'Not within our competence'],
  'wrong-division': ['不属于本行政区域', 'Lies in another division'],
  'other-level-competent': ['应当由上级或者下级单位办理', 'For a higher or lower level'],
  'competence-transferred': ['职责已划转其他单位', 'Competence has passed to another body'],
  'joint-handling-needed': [
    '涉及多个单位，需要另行明确牵头单位',
    'Several bodies are concerned and a lead must be named',
  ],
  'already-with-other-unit': ['同一事项已由其他单位办理', 'Another body is handling the same matter'],
  'conflict-of-interest': ['依法应当回避', 'Barred by a conflict of interest'],
  misclassified: ['诉求分类错误', 'Wrongly classified'],
  'insufficient-information': ['信息不全，无法确定办理事项', 'Too little information to tell what is to be done'],
  other: ['其他', 'Other'],
})
