import type { Failure } from '@inquiry/client'

const advice: Record<string, [zh: string, en: string]> = {
  'unknown-key': [
    '本节点的密钥没有登记：用新的接入码再运行 gateway init',
    'this node’s key is not registered: run `gateway init` with a new code',
  ],
  'key-revoked': [
    '密钥已被撤销：向省级管理员要新的接入码，再运行 gateway init',
    'the key was revoked: ask the province for a new code and run `gateway init`',
  ],
  'node-suspended': [
    '节点被暂停：请联系省级管理员；已采集的不会丢',
    'the node is suspended: call the province; what was collected is kept',
  ],
  'enrolment-refused': [
    '接入码错误、已用过或已过期：向省级管理员要新的',
    'the code is wrong, used or expired: ask the province for a new one',
  ],
}

/** Why something could not be had from the hub, and what to do, in one sentence. */
export function sayFailure(failure: Failure, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  switch (failure.kind) {
    case 'refused': {
      const slug = failure.problem.type.split('/').at(-1) ?? ''
      const hint = advice[slug]?.[zh ? 0 : 1]
      return `${failure.problem.title}：${failure.problem.detail ?? slug}${hint ? `（${hint}）` : ''}`
    }
    case 'unreachable':
      return zh
        ? `枢纽暂时无法连接（${failure.detail}）；已采集的不会丢，连上后自动继续`
        : `the hub cannot be reached just now (${failure.detail}); what was collected is kept and sent later`
    case 'untrusted':
      return zh ? `枢纽的答复不可信：${failure.detail}` : `the hub’s answer is not believed: ${failure.detail}`
    case 'unsendable':
      return zh ? `无法发送：${failure.detail}` : `it cannot be sent: ${failure.detail}`
    case 'stopped':
      return zh ? '已停止' : 'stopped'
  }
}
