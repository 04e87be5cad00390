import type { ProblemPage } from './page.ts'

/** Problems of who asks, and of nodes and keys. */
export const accessPages = {
  unauthenticated: {
    cause: {
      zh: '没有凭证，或凭证读不懂：typ 不是 inquiry-access+jwt、已过 exp、有效期超过 300 秒、iat 超前 60 秒以上、缺 jti。',
      en: 'There is no credential, or none that can be read: another `typ` than `inquiry-access+jwt`, `exp` passed, a life of more than 300 s, an `iat` more than 60 s ahead, no `jti`.',
    },
    remedy: {
      zh: '节点自己签发令牌：头部 {alg, kid, typ:"inquiry-access+jwt"}，声明 {iss, aud, iat, exp ≤ iat+300, jti}，放在 Authorization: Bearer 之后。协调人员重新登录。',
      en: 'A node signs its own token: header `{alg, kid, typ:"inquiry-access+jwt"}`, claims `{iss, aud, iat, exp ≤ iat+300, jti}`, after `Authorization: Bearer`. A coordinator signs in again.',
    },
    example: {
      detail: { zh: '令牌已于 1795312800 过期', en: 'the token expired at 1795312800' },
      instance: '/v1/inbox',
      members: { hubTime: 1_795_312_805 },
    },
  },
  'enrolment-refused': {
    cause: {
      zh: '接入码不能用，reason 说明原因：unknown-code 不存在、used 已用过、expired 已过期（七天）、wrong-node 属于另一节点、suspended 节点已暂停。',
      en: 'The enrolment code cannot be used; `reason` says why: `unknown-code`, `used`, `expired` (after seven days), `wrong-node`, `suspended`.',
    },
    remedy: {
      zh: '核对 iss 与接入码；需要新码时请管理员发放（旧码随即作废）。被拒的尝试不消耗接入码。',
      en: 'Compare `iss` and code; ask the administrator for a new one where needed, which voids the old. A refused attempt does not use the code up.',
    },
    example: {
      detail: {
        zh: '接入码已过期，请管理员重新发放。',
        en: 'The code has expired; ask the administrator for another.',
      },
      instance: '/v1/enrolments',
      members: { reason: 'expired' },
    },
  },
  'node-suspended': {
    cause: {
      zh: '协调人员暂停了该节点，reason 为理由。暂停期间发给它的收件事件照常排队。',
      en: 'A coordinator suspended the node; `reason` says why. What its inbox receives meanwhile waits there.',
    },
    remedy: {
      zh: '按理由处理后联系协调人员恢复。GET /v1/self 仍可使用。已记录信封的原样重发仍会得到原答复。',
      en: 'Settle what the reason says and ask the coordinator to resume. `GET /v1/self` still works. A recorded envelope sent again is still answered as before.',
    },
    example: {
      detail: { zh: '节点已暂停：密钥可能泄露', en: 'the node is suspended: 密钥可能泄露' },
      instance: '/v1/messages',
      members: { reason: '密钥可能泄露' },
    },
  },
  forbidden: {
    cause: {
      zh: '身份有效，但无权做这件事：节点调用协调人员的接口、协调人员读取节点收件箱，身份提供方没有给出角色（claim 指明声明），另一网站的请求，或消息应由案件的另一方发送（allowedSender）。',
      en: 'The credential is good, but this is not for its bearer: a node on a coordinator’s path, a coordinator at a node’s inbox, a person to whom the identity provider gives no role (`claim` names where), a request by a page of another site, or a message that another party of the case sends (`allowedSender`).',
    },
    remedy: {
      zh: '改用有权限的身份；角色请身份提供方的管理员在 claim 所写的声明中授予；消息由 allowedSender 所写的一方发送。',
      en: 'Use a credential that may; ask the administrator of the identity provider for a role in the claim that `claim` names; let the party named in `allowedSender` send the message.',
    },
    example: {
      detail: { zh: '此消息只能由承办单位发送。', en: 'Only the handler of the case may send this message.' },
      instance: '/v1/messages/e-20261122-0042#/messages/0',
      members: { allowedSender: 'handler' },
    },
  },
  'node-exists': {
    cause: { zh: '已有同一 nodeId 的节点。', en: 'There is a node of this `nodeId`.' },
    remedy: {
      zh: '换一个 nodeId；若要重新接入，用 POST /v1/nodes/{id}/enrolments 发放新的接入码。',
      en: 'Choose another `nodeId`; to let the node enrol again, give it a new code with `POST /v1/nodes/{id}/enrolments`.',
    },
    example: { detail: { zh: '节点 440100 已存在。', en: 'The node 440100 exists.' }, instance: '/v1/nodes' },
  },
  'key-in-use': {
    cause: {
      zh: '这把密钥已登记在某个节点名下，包括已撤销的。',
      en: 'The key is registered to a node already, perhaps as a revoked one.',
    },
    remedy: { zh: '生成新的密钥对。', en: 'Make a new key pair.' },
    example: { detail: { zh: '密钥已被登记。', en: 'The key is registered.' }, instance: '/v1/keys' },
  },
  'last-key': {
    cause: {
      zh: '这是节点最后一把有效密钥，删除后将无法再联系枢纽。',
      en: 'It is the node’s last active key; without it the node could not speak to the hub.',
    },
    remedy: {
      zh: '先用 POST /v1/keys 登记新密钥再删除；密钥泄露时请管理员撤销。',
      en: 'Add a new key with `POST /v1/keys` first; if the key is exposed, ask the administrator to revoke it.',
    },
    example: {
      detail: { zh: '不能删除最后一把有效密钥。', en: 'The last active key cannot be deleted.' },
      instance: '/v1/keys/kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    },
  },
} as const satisfies Record<string, ProblemPage>
