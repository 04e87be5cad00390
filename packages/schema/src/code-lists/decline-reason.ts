import { standardList } from './standard-list.ts'

/** Why a handler does not take a case on (不予受理原因). Articles are those of 信访工作条例 (2022). */
export const declineReasonCodes = [
  'not-in-scope',
  'already-in-litigation',
  'statutory-procedure',
  'discipline-authority',
  'emergency-service',
  'already-under-way',
  'duplicate-of-final',
  'no-specific-request',
  'insufficient-information',
  'reporter-unreachable',
  'confidential-matter',
  'contrary-to-law',
  'false-or-abusive',
  'other',
] as const

export type DeclineReasonCode = (typeof declineReasonCodes)[number]

/** The codes of `decline-reason` with their labels. */
export const declineReasons = /* @__PURE__ */ standardList('decline-reason', '1', declineReasonCodes, {
  'not-in-scope': ['不属于受理范围', 'Outside the scope of what is accepted'],
  'already-in-litigation': [
    '已经进入诉讼、仲裁或者行政复议程序',
    'Already before a court, an arbitrator or in administrative reconsideration',
  ], // article 31
  'statutory-procedure': [
    '应当通过诉讼、仲裁、行政复议等法定途径解决',
    'To be settled by a procedure laid down in law',
  ], // article 31
  'discipline-authority': ['应当由纪检监察机关处理', 'For the discipline and supervision authorities'], // article 31
  'emergency-service': ['属于紧急警务、消防、急救事项', 'For the police, fire or ambulance service'],
  'already-under-way': ['同一事项正在办理', 'The same matter is being handled'],
  'duplicate-of-final': ['同一事项已有终结意见', 'The same matter has been finally decided'], // article 36
  'no-specific-request': ['没有明确具体的诉求', 'No specific request'], // article 19
  'insufficient-information': ['信息不全，无法核实办理', 'Too little information to act on'], // article 19
  'reporter-unreachable': ['无法与诉求人取得联系', 'The citizen cannot be reached'],
  'confidential-matter': [
    '涉及国家秘密、商业秘密或者他人隐私',
    'Concerns state secrets, trade secrets or the privacy of others',
  ],
  'contrary-to-law': ['诉求违反法律法规或者公序良俗', 'The request is contrary to law or public order'],
  'false-or-abusive': ['虚假诉求或者恶意骚扰', 'False or abusive'],
  other: ['其他', 'Other'],
})
