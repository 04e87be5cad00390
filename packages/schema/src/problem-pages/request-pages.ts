import type { ProblemPage } from './page.ts'

/** Problems of a request's form, and of the hub's own state. */
export const requestPages = {
  'invalid-parameter': {
    cause: {
      zh: '查询参数或路径参数不对：超出范围、形式不符，或是标准中没有的参数。',
      en: 'A parameter of query or path is wrong: out of range, of another form, or not one of the standard’s.',
    },
    remedy: { zh: '按 errors 中的 ?参数名 修改。', en: 'Mend the `?parameter` that `errors` points at.' },
    example: {
      detail: { zh: 'limit 应在 1 与 1000 之间。', en: 'limit must be between 1 and 1000.' },
      instance: '/v1/inbox',
      errors: [{ pointer: '?limit', rule: 'maximum', limit: 1000, example: 100 }],
    },
  },
  'invalid-body': {
    cause: {
      zh: '请求的 JSON 正文不符合标准，或不是 I-JSON。',
      en: 'The JSON body of the request breaks the standard, or is no I-JSON.',
    },
    remedy: { zh: '按 errors 修改。', en: 'Mend what `errors` points at.' },
    example: {
      detail: { zh: '请求内容不符合标准：/reason', en: 'The body breaks the standard at /reason.' },
      instance: '/v1/cases/019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e/supervision',
      errors: [{ pointer: '/reason', rule: 'required', example: '群众反映强烈，请限期办结。' }],
    },
  },
  'digest-mismatch': {
    cause: {
      zh: '上传的字节与路径中的摘要不符：传输不完整，或摘要算错。',
      en: 'The bytes are not those of the digest in the path: the transfer was cut, or the digest is wrong.',
    },
    remedy: {
      zh: '摘要为 sha-256: 加 43 个字符的 base64url，对原始字节计算；核对后重传。',
      en: 'The digest is `sha-256:` and 43 characters of base64url, over the bytes as they are. Compute it again and send again.',
    },
    example: {
      detail: { zh: '内容的摘要与路径不符。', en: 'The bytes have another digest.' },
      instance: '/v1/attachments/sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
    },
  },
  'not-found': {
    cause: {
      zh: '此地址没有内容，或内容与查询者无关：两种情形的答复相同。路径区分大小写，末尾不加斜杠。',
      en: 'There is nothing at this address, or nothing of the asker’s: both are answered alike. Paths are case-sensitive and end without a slash.',
    },
    remedy: {
      zh: '从 /.well-known/inquiry-hub 的 endpoints 取路径；核对编号。',
      en: 'Take the paths from `endpoints` in `/.well-known/inquiry-hub`; check the identifier.',
    },
    example: { detail: { zh: '此地址没有内容。', en: 'There is nothing at this address.' }, instance: '/v1/casess' },
  },
  'method-not-allowed': {
    cause: { zh: '此路径不接受该方法。', en: 'The path does not take this method.' },
    remedy: { zh: '改用答复头 Allow 中的方法。', en: 'Use one of the methods in the answer’s `Allow`.' },
    example: { detail: { zh: '此路径只接受 POST。', en: 'The path takes POST only.' }, instance: '/v1/messages' },
  },
  'request-timeout': {
    cause: { zh: '请求没有在时限内发完。', en: 'The request did not arrive in time.' },
    remedy: {
      zh: '检查网络后原样重发；已签名的信封可以放心重发。',
      en: 'Look at the network and send the same again; a sealed envelope may be sent again safely.',
    },
    example: {
      detail: { zh: '请求未在时限内到达。', en: 'The request did not arrive in time.' },
      instance: '/v1/messages',
    },
  },
  'uri-too-long': {
    cause: { zh: '地址过长。', en: 'The address is too long.' },
    remedy: { zh: '减少查询参数，分几次查询。', en: 'Ask with fewer parameters, several times.' },
    example: { detail: { zh: '地址过长。', en: 'The address is too long.' }, instance: '/v1/stats/cases' },
  },
  'headers-too-large': {
    cause: { zh: '请求头过大。', en: 'The request’s headers are too large.' },
    remedy: { zh: '去掉不需要的请求头和 Cookie。', en: 'Leave out headers and cookies that nobody asked for.' },
    example: { detail: { zh: '请求头过大。', en: 'The headers are too large.' }, instance: '/v1/messages' },
  },
  'endpoint-refused': {
    cause: {
      zh: '推送地址不能用：不是 https、指向内部或特殊用途的地址，或没有通过确认。检查的是实际连接的地址，不只是域名。',
      en: 'The endpoint cannot be used: it is not https, leads to an internal or special-purpose address, or did not confirm. The address connected to is checked, not the name alone.',
    },
    remedy: {
      zh: '使用公网 https 地址，不要重定向；或改用 GET /v1/inbox 拉取，无需开放入口。',
      en: 'Use a public https address without redirects; or pull with `GET /v1/inbox`, which needs no inbound port.',
    },
    example: {
      detail: { zh: '地址指向内部网络。', en: 'The address leads to an internal network.' },
      instance: '/v1/webhooks/main',
      errors: [{ pointer: '/url', rule: 'format', example: 'https://wenzheng.example/inquiry' }],
    },
  },
  'too-many-requests': {
    cause: {
      zh: '超过该节点（或该地址）的限额；限额见 /.well-known/inquiry-hub 的 limits。',
      en: 'The quota of the node (or the address) is used up; see `limits` in `/.well-known/inquiry-hub`.',
    },
    remedy: {
      zh: '等 Retry-After 秒后原样重发；把多条消息装入一封信封（至多 1000 条）。',
      en: 'Wait `Retry-After` seconds and send the same again; put many messages into one envelope (up to 1000).',
    },
    example: {
      detail: {
        zh: '该节点发送过于频繁，请按 Retry-After 稍后重发。',
        en: 'This node sends too often; try again after Retry-After.',
      },
      instance: '/v1/messages',
    },
  },
  'internal-error': {
    cause: { zh: '枢纽出错，已记录在枢纽日志。', en: 'The hub failed; the failure is on its record.' },
    remedy: {
      zh: '稍后原样重发；仍然出错请把时间和 instance 告诉枢纽运维。',
      en: 'Send the same again later; if it fails again, tell the hub’s operators the time and `instance`.',
    },
    example: {
      detail: { zh: '枢纽处理时出错，已记录。', en: 'The hub failed; the failure is on record.' },
      instance: '/v1/messages',
    },
  },
  'integrity-failure': {
    cause: {
      zh: '枢纽存储的数据与其摘要或签名不符，因此不予提供。',
      en: 'What the hub has stored does not match its digest or signature, and is therefore not served.',
    },
    remedy: {
      zh: '这是需要立即处理的事故，请通知枢纽运维；节点保留自己的信封和回执作为证据。',
      en: 'This is an incident: tell the hub’s operators at once. A node keeps its envelopes and receipts as evidence.',
    },
    example: {
      detail: { zh: '存储的数据未通过完整性校验。', en: 'Stored data fails its integrity check.' },
      instance: '/v1/events/48211',
    },
  },
  unavailable: {
    cause: {
      zh: '枢纽暂时不能处理：正在停止、数据库不可用或过载。没有答复 200 的信封一律视为未记录。',
      en: 'The hub cannot take it just now: it stops, its database is away, or it is overloaded. An envelope without a 200 counts as not recorded.',
    },
    remedy: {
      zh: '等 Retry-After 秒后原样重发，每次加倍等待并随机错开。',
      en: 'Wait `Retry-After` seconds and send the same again, doubling the wait each time with some chance in it.',
    },
    example: {
      detail: {
        zh: '数据库暂不可用，请稍后重发同一请求。',
        en: 'The database is away; send the same request again later.',
      },
      instance: '/v1/messages',
    },
  },
} as const satisfies Record<string, ProblemPage>
