import { timingSafeEqual } from 'node:crypto'
import { hash } from 'node:crypto'
import { openAccessToken } from '@inquiry/envelope'
import { fail, ProblemError } from '@inquiry/problems'
import type { KeyDirectory } from '@inquiry/registry'
import type { Context, MiddlewareHandler } from 'hono'
import { answerOnce, type AnswerBook } from './answer-once.ts'
import type { CoordinatorIdentity, CoordinatorRole, Identity, NodeIdentity } from './identity.ts'
import { mustBeUnlimited } from './remit.ts'

/**
 * Tells a coordinator by a bearer token, or answers undefined where the token may be a node's. OIDC and the local
 * administrator are such tellers. Throws a problem for what can be nobody's.
 */
export type CoordinatorTeller = (token: string) => Promise<CoordinatorIdentity | undefined>

/** Tells a coordinator by the session that a browser's cookie names. Throws a problem for a request from another site. */
export type SessionTeller = (c: Context) => Promise<CoordinatorIdentity | undefined>

export type AccessOptions = {
  hubId: string
  keys: KeyDirectory
  now: () => Date
  coordinators: CoordinatorTeller
  /** Where coordinators may sign in by a browser. */
  sessions?: SessionTeller | undefined
  /** Takes one request of a node from its quota: 0 where it may pass, else the seconds until the next may. */
  takeRequest: (nodeId: string) => number
  /** Where the answers to coordinators' commands are kept for their `Idempotency-Key`. */
  answers: AnswerBook
}

/**
 * Guards for routes: each lets its kind through and leaves who it was in the context. What a coordinator commands with an
 * `Idempotency-Key` is done once, whichever guard let it through; `decider` leaves that to the route.
 */
export interface Access {
  /** Nodes only; a suspended one is refused unless `evenSuspended`. */
  node: (options?: { evenSuspended?: boolean }) => MiddlewareHandler<AccessEnv>
  /** Coordinators holding one of the roles. */
  coordinator: (...roles: CoordinatorRole[]) => MiddlewareHandler<AccessEnv>
  /** Coordinators holding one of the roles, on routes that keep the answer in the transaction that decides. */
  decider: (...roles: CoordinatorRole[]) => MiddlewareHandler<AccessEnv>
  /** Coordinators holding one of the roles without being limited to divisions: for what concerns the hub as a whole. */
  wholeHub: (...roles: CoordinatorRole[]) => MiddlewareHandler<AccessEnv>
  /** Nodes and coordinators. */
  anyone: () => MiddlewareHandler<AccessEnv>
  /** The coordinator who asks, on a path that is open to everyone; undefined for whoever is none. */
  person: (c: Context) => Promise<CoordinatorIdentity | undefined>
}

export type AccessEnv = {
  Variables: {
    identity: Identity
    /** Set once a guard has taken charge of the `Idempotency-Key`: a path may stand behind two. */
    keyIsTaken?: true
  }
}

export function createAccess(options: AccessOptions): Access {
  const guard =
    (judge: (identity: Identity) => void, { evenSuspended = false, once = true } = {}): MiddlewareHandler<AccessEnv> =>
    async (c, next) => {
      const identity = await identify(c, options, evenSuspended)
      judge(identity)
      if (identity.kind === 'node') withinQuota(identity.nodeId, options.takeRequest)
      c.set('identity', identity)
      c.header('cache-control', 'no-store')
      if (identity.kind === 'node' || !once || c.get('keyIsTaken')) return next()
      c.set('keyIsTaken', true)
      return answerOnce(c, identity.subject, options.answers, next)
    }
  return {
    node: ({ evenSuspended = false } = {}) => guard(mustBeNode, { evenSuspended }),
    coordinator: (...roles) => guard((identity) => mustHold(identity, roles)),
    decider: (...roles) => guard((identity) => mustHold(identity, roles), { once: false }),
    wholeHub: (...roles) =>
      guard((identity) => {
        mustHold(identity, roles)
        mustBeUnlimited(identity)
      }),
    anyone: () => guard(() => {}),
    person: (c) => personAsking(c, options),
  }
}

/** The node that asks; only behind the guard `node`. */
export function askingNode(c: Context<AccessEnv>): NodeIdentity {
  const identity = c.get('identity')
  mustBeNode(identity)
  return identity
}

/** The local administrator: whoever bears the token, compared in constant time, holds every role. */
export function localAdministrator(adminToken: string): CoordinatorTeller {
  const expected = hash('sha256', adminToken, 'buffer')
  return (token) =>
    Promise.resolve(
      timingSafeEqual(hash('sha256', token, 'buffer'), expected)
        ? { kind: 'coordinator', subject: 'administrator', roles: ['coordinator', 'auditor', 'admin'], divisions: null }
        : undefined,
    )
}

async function identify(c: Context, options: AccessOptions, evenSuspended: boolean): Promise<Identity> {
  const coordinator = await personAsking(c, options)
  if (coordinator) return coordinator
  const token = bearer(c)
  const opened = await openAccessToken(token, { hubId: options.hubId, findKey: options.keys.find, now: options.now() })
  if (opened.ok) return { kind: 'node', ...opened.access }
  if (evenSuspended && opened.access) return { kind: 'node', ...opened.access }
  const challenge = opened.refusal.slug === 'node-suspended' ? {} : { headers: { 'www-authenticate': 'Bearer' } }
  throw new ProblemError({ ...opened.refusal, ...challenge })
}

/** By the token where one is given, which no page of another site can send; else by the browser's session. */
async function personAsking(
  c: Context,
  { coordinators, sessions }: AccessOptions,
): Promise<CoordinatorIdentity | undefined> {
  return c.req.header('authorization') === undefined ? sessions?.(c) : coordinators(bearer(c))
}

function bearer(c: Context): string {
  const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (token) return token
  return fail(
    'unauthenticated',
    '请在 Authorization: Bearer 中给出凭证。',
    'Send a credential as Authorization: Bearer.',
    {
      headers: { 'www-authenticate': 'Bearer' },
    },
  )
}

function withinQuota(nodeId: string, takeRequest: AccessOptions['takeRequest']): void {
  const wait = takeRequest(nodeId)
  if (wait === 0) return
  fail(
    'too-many-requests',
    '该节点请求过于频繁，请按 Retry-After 稍后再试。',
    'This node asks too often; try again later.',
    {
      retryAfter: Math.min(60, wait),
    },
  )
}

function mustBeNode(identity: Identity): asserts identity is NodeIdentity {
  if (identity.kind !== 'node') fail('forbidden', '此接口供节点使用。', 'This is for nodes.')
}

function mustHold(identity: Identity, roles: readonly CoordinatorRole[]): void {
  if (identity.kind !== 'coordinator') fail('forbidden', '此接口供省级协调员使用。', 'This is for coordinators.')
  if (roles.length > 0 && !identity.roles.some((role) => roles.includes(role))) {
    fail('forbidden', `需要角色：${roles.join('、')}`, `This needs the role ${roles.join(' or ')}.`)
  }
}
