import { z } from 'zod'

/** Every problem of the standard: its HTTP status, its titles, and what the one who reads it should do. */
export const problems = {
  'malformed-envelope': { status: 400, zh: '信封格式错误', en: 'The envelope is malformed' },
  'invalid-parameter': { status: 400, zh: '参数无效', en: 'A parameter is invalid' },
  'digest-mismatch': { status: 400, zh: '摘要不符', en: 'The bytes do not match the digest' },
  'invalid-signature': { status: 401, zh: '签名无效', en: 'The signature does not hold' },
  'unknown-key': { status: 401, zh: '密钥未登记', en: 'The key is not known' },
  'key-revoked': { status: 401, zh: '密钥已撤销或过期', en: 'The key is revoked or expired' },
  'stale-envelope': { status: 401, zh: '时间超出允许范围', en: 'The time is outside the window' },
  'wrong-audience': { status: 401, zh: '受众不是本枢纽', en: 'It is addressed to another hub' },
  unauthenticated: { status: 401, zh: '缺少有效凭证', en: 'A valid credential is needed' },
  'enrolment-refused': { status: 403, zh: '接入被拒绝', en: 'The enrolment is refused' },
  'node-suspended': { status: 403, zh: '节点已暂停', en: 'The node is suspended' },
  forbidden: { status: 403, zh: '无权操作', en: 'It is not yours to do' },
  'not-found': { status: 404, zh: '未找到', en: 'There is no such thing' },
  'unknown-case': { status: 404, zh: '案件不存在', en: 'There is no such case' },
  'method-not-allowed': { status: 405, zh: '方法不允许', en: 'The method is not allowed' },
  'request-timeout': { status: 408, zh: '请求超时', en: 'The request took too long' },
  'envelope-conflict': { status: 409, zh: '信封冲突', en: 'The envelope conflicts with a recorded one' },
  'message-conflict': { status: 409, zh: '消息冲突', en: 'The message conflicts with a recorded one' },
  'invalid-transition': { status: 409, zh: '状态不允许', en: 'The case’s status does not allow it' },
  'node-exists': { status: 409, zh: '节点已存在', en: 'The node exists already' },
  'key-in-use': { status: 409, zh: '密钥已被登记', en: 'The key is registered already' },
  'last-key': { status: 409, zh: '不能删除最后一个密钥', en: 'The last active key cannot be deleted' },
  'subject-of-report': {
    status: 409,
    zh: '被举报单位不得承办',
    en: 'The body complained about may not handle the report',
  },
  'envelope-too-large': { status: 413, zh: '内容过大', en: 'The body is too large' },
  'uri-too-long': { status: 414, zh: '地址过长', en: 'The address is too long' },
  'unsupported-media-type': { status: 415, zh: '媒体类型不支持', en: 'The media type is not supported' },
  'invalid-message': { status: 422, zh: '消息无效', en: 'The message is invalid' },
  'unknown-code': { status: 422, zh: '代码不在代码表中', en: 'The code is not in its list' },
  'invalid-body': { status: 422, zh: '请求内容无效', en: 'The request body is invalid' },
  'endpoint-refused': { status: 422, zh: '推送地址被拒绝', en: 'The endpoint is refused' },
  'too-many-requests': { status: 429, zh: '请求过于频繁', en: 'There are too many requests' },
  'headers-too-large': { status: 431, zh: '请求头过大', en: 'The headers are too large' },
  'internal-error': { status: 500, zh: '内部错误', en: 'Something went wrong at the hub' },
  'integrity-failure': { status: 500, zh: '数据完整性校验失败', en: 'Stored data fails its integrity check' },
  unavailable: { status: 503, zh: '暂不可用', en: 'The hub is not available just now' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type ProblemSlug = keyof typeof problems
export const problemSlugs = Object.keys(problems) as [ProblemSlug, ...ProblemSlug[]]

/** The address of a problem's page, until the standard has a home of its own. */
export function problemType(slug: ProblemSlug): string {
  return `https://standard.invalid/problems/${slug}`
}

/** One fault: where (JSON Pointer from the payload root, `/header/…`, or `?parameter`), which rule, what to mend. */
export const Fault = z
  .strictObject({
    pointer: z.string().meta({ examples: ['/messages/0/data/title'] }),
    rule: z.string().meta({ examples: ['maxLength'] }),
    message: z.string().meta({ examples: ['长度不能超过 200'] }),
    example: z
      .unknown()
      .optional()
      .meta({ examples: ['体育东路夜间施工噪声扰民'] }),
  })
  .meta({ id: 'Fault' })
export type Fault = { pointer: string; rule: string; message: string; example?: unknown }

/** A problem document (RFC 9457). Some problems carry further members, such as `hubTime`, `current`, `allowed`. */
export const Problem = z
  .looseObject({
    type: z.string().meta({ examples: ['https://standard.invalid/problems/invalid-message'] }),
    title: z.string().meta({ examples: ['消息无效'] }),
    status: z
      .int()
      .min(400)
      .max(599)
      .meta({ examples: [422] }),
    detail: z.string().meta({ examples: ['/messages/0/data/title：长度不能超过 200'] }),
    instance: z.string().meta({ examples: ['/v1/messages/e-20261122-0042#/messages/0'] }),
    errors: z.array(Fault),
  })
  .meta({ id: 'Problem', description: '问题说明 problem details (RFC 9457)' })
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  errors: Fault[]
  [member: string]: unknown
}
