import type { ProblemPage } from './page.ts'

/** Problems of signed bodies: envelopes, enrolments, keys, tokens. Nothing of such a body is recorded. */
export const signedPages = {
  'malformed-envelope': {
    cause: {
      zh: '正文不是规范的 JWS 紧凑序列化，或头部、内容与标准不符：多余或重复的成员、非规范的 base64url、不是 I-JSON、声明缺失或类型不对、消息不是 1 至 1000 个对象。整封信封未记录。',
      en: 'The body is not one JWS in compact serialization, or its header or payload is not as the standard says: members too many or twice, base64url that is not canonical, no I-JSON, a claim missing or of another type, messages that are not 1 to 1000 objects. Nothing of the envelope is recorded.',
    },
    remedy: {
      zh: '按 errors 中的 pointer 和 rule 修改后重新签名发送。头部只能有 alg、kid、typ；正文前后不能有空格或换行；不要加 Content-Encoding。可用 schemas/vectors/envelopes.json 自测。',
      en: 'Mend what `errors` points at, seal again and send. The header has `alg`, `kid` and `typ` only; no space or line feed before or after the body; no Content-Encoding. Try your sealing against `schemas/vectors/envelopes.json`.',
    },
    example: {
      detail: { zh: '/header/typ 应为 inquiry-envelope+jwt', en: '/header/typ must be inquiry-envelope+jwt' },
      instance: '/v1/messages',
      errors: [{ pointer: '/header/typ', rule: 'const', limit: 'inquiry-envelope+jwt' }],
    },
  },
  'invalid-signature': {
    cause: {
      zh: '签名与内容或密钥不符：内容在途中被改动、用了另一把私钥，或签名输入不是“头部.内容”的原文。',
      en: 'The signature does not match the bytes or the key: the bytes were changed on the way, another private key signed, or the signing input was not the text `header.payload` as sent.',
    },
    remedy: {
      zh: '确认 kid 与私钥是一对；签名输入是前两段 base64url 原文及其间的点；ES256 签名为 r‖s 共 64 字节，不是 DER。代理不得改写正文。',
      en: 'Check that `kid` and private key belong together; the signing input is the first two parts and the dot between them; an ES256 signature is r‖s of 64 bytes, not DER. No proxy may rewrite the body.',
    },
    example: {
      detail: { zh: '签名与内容或密钥不符。', en: 'The signature does not match the bytes or the key.' },
      instance: '/v1/messages',
    },
  },
  'unknown-key': {
    cause: {
      zh: 'kid 没有登记，或没有登记在 iss 所写的节点名下。kid 是公钥的 RFC 7638 SHA-256 指纹，43 个字符。',
      en: 'The `kid` is not registered, or not to the node that `iss` names. It is the RFC 7638 SHA-256 thumbprint of the public key, 43 characters.',
    },
    remedy: {
      zh: '用 GET /v1/keys 查看本节点的密钥；用接入答复中的 kid；尚未接入的先用接入码接入（POST /v1/enrolments）。',
      en: 'See the node’s keys with `GET /v1/keys`; use the `kid` of the enrolment’s answer; a node that has not enrolled does so first with its code (`POST /v1/enrolments`).',
    },
    example: {
      detail: { zh: '密钥未登记在该节点名下。', en: 'The key is not registered to this node.' },
      instance: '/v1/messages',
    },
  },
  'key-revoked': {
    cause: {
      zh: '密钥已被撤销，或已过 notAfter。此前已记录的信封仍可用它核对，新的信封不能再用。',
      en: 'The key is revoked, or its `notAfter` has passed. What it signed before stays verifiable; new envelopes are refused.',
    },
    remedy: {
      zh: '换用另一把有效密钥。没有其他密钥时，请管理员发放新的接入码重新接入。',
      en: 'Use another active key. Where there is none, ask the administrator for a new enrolment code and enrol again.',
    },
    example: {
      detail: { zh: '密钥已于 2026-11-20T00:00:00Z 撤销。', en: 'The key was revoked at 2026-11-20T00:00:00Z.' },
      instance: '/v1/messages',
    },
  },
  'stale-envelope': {
    cause: {
      zh: 'iat 比枢纽时间早 300 秒以上或晚 60 秒以上：时钟不准，或信封在路上太久。答复带有枢纽时间 hubTime。',
      en: 'The `iat` is more than 300 s behind or 60 s ahead of the hub’s time: a clock is wrong, or the envelope was long on its way. The answer carries `hubTime`.',
    },
    remedy: {
      zh: '校准时钟，或以 hubTime 与本机时间之差修正。没有收到答复的信封：把同样的消息（id 不变）装入新的信封（新的 jti、下一个 sequence、新的 iat）发送；已到达的会答复 already-recorded。',
      en: 'Set the clock, or correct by the difference from `hubTime`. For an envelope without answer: seal the same messages with the same ids in a new one (new `jti`, next `sequence`, new `iat`); what arrived the first time is answered `already-recorded`.',
    },
    example: {
      detail: {
        zh: 'iat 为 1795312000，枢纽时间为 1795312800；允许最多早 300 秒、晚 60 秒',
        en: 'iat is 1795312000, the hub’s time 1795312800; it may be 300 s old and 60 s ahead',
      },
      instance: '/v1/messages',
      members: { hubTime: 1_795_312_800, maxAge: 300, maxAhead: 60 },
    },
  },
  'wrong-audience': {
    cause: {
      zh: 'aud 不是本枢纽的 hubId：配置了另一个枢纽，或把测试环境的信封发到了正式环境。',
      en: '`aud` is not this hub’s `hubId`: another hub is configured, or an envelope for the test hub went to the real one.',
    },
    remedy: {
      zh: '从 /.well-known/inquiry-hub 读取 hubId，写入 aud 后重新签名。',
      en: 'Read `hubId` from `/.well-known/inquiry-hub`, put it into `aud` and seal again.',
    },
    example: { detail: { zh: 'aud 应为 440000-hub', en: 'aud must be 440000-hub' }, instance: '/v1/messages' },
  },
  'envelope-conflict': {
    cause: {
      zh: '同一节点的这个 jti 已用于内容不同的信封，或这个 sequence 已用于另一个 jti。未记录任何内容。',
      en: 'The node used this `jti` for an envelope with another payload, or this `sequence` under another `jti`. Nothing was recorded.',
    },
    remedy: {
      zh: '每封新信封用新的 jti 和下一个 sequence。丢失状态的节点用 GET /v1/self 查询已记录的最大 sequence，再加一。重发须原样发送已签名的字节。',
      en: 'Give every new envelope a new `jti` and the next `sequence`. A node that lost its state asks `GET /v1/self` for the highest recorded one and adds one. To send again, send the sealed bytes as they are.',
    },
    example: {
      detail: {
        zh: 'jti e-20261122-0042 已用于另一封信封。',
        en: 'The jti e-20261122-0042 belongs to another envelope.',
      },
      instance: '/v1/messages',
    },
  },
  'envelope-too-large': {
    cause: {
      zh: '正文超过限额：信封 8 MiB，附件 20 MiB。限额见 /.well-known/inquiry-hub 的 limits。',
      en: 'The body is above the limit: 8 MiB for an envelope, 20 MiB for an attachment. The limits stand in `/.well-known/inquiry-hub` under `limits`.',
    },
    remedy: {
      zh: '把消息分到几封信封里；附件先用 PUT /v1/attachments/{digest} 单独上传，消息中只写摘要。',
      en: 'Spread the messages over several envelopes; send files by `PUT /v1/attachments/{digest}` and name only their digests in the message.',
    },
    example: {
      detail: { zh: '正文超过 8388608 字节。', en: 'The body has more than 8388608 bytes.' },
      instance: '/v1/messages',
    },
  },
  'unsupported-media-type': {
    cause: {
      zh: '媒体类型不对：信封、接入请求和密钥用 application/jose，JSON 正文用 application/json；charset 只能是 utf-8；不接受 Content-Encoding（包括 identity）。',
      en: 'The media type is another: envelopes, enrolments and keys are `application/jose`, JSON bodies `application/json`; a `charset` other than utf-8 and any Content-Encoding, even `identity`, are refused.',
    },
    remedy: {
      zh: '设置正确的 Content-Type，去掉 Content-Encoding。',
      en: 'Set the right Content-Type and leave Content-Encoding out.',
    },
    example: {
      detail: { zh: 'Content-Type 应为 application/jose。', en: 'The Content-Type must be application/jose.' },
      instance: '/v1/messages',
    },
  },
} as const satisfies Record<string, ProblemPage>
