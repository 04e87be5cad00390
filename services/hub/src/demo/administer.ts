import { demonstrationRoutes, provinceNodes } from '@inquiry/demonstration'
import type { Asked } from './findings.ts'
import type { AnyEvent, Assessment, Assessments, Cases, EventsPage, NodeCreated, Nodes, Stats } from '@inquiry/schema'

/** What the demonstration asks of the hub as its administrator. */
export type Administrator = {
  nodes: () => Promise<Nodes['nodes']>
  /** Add the province's nodes; answers each one's enrolment code. */
  addNodes: () => Promise<Map<string, string>>
  putRoutes: () => Promise<void>
  stats: (query: string) => Promise<Stats>
  /** The public events after a position, or all of them. */
  events: (after?: number) => Promise<AnyEvent[]>
  /** The pairs that wait for a coordinator. */
  asked: () => Promise<Asked[]>
  /** The newest cases of which the filters hold. */
  cases: (query: string) => Promise<Cases['cases']>
  /** Whom a handler suggested when it returned the case, else where the rules would send it next. */
  advised: (caseId: string) => Promise<string | null>
  /** A coordinator's command on a case; answers the position of what was recorded. */
  decide: (caseId: string, command: string, body: object) => Promise<number>
  /** This month's figures; undefined before there are any. */
  assessment: () => Promise<Assessment | undefined>
}

type Advice = { returns: { suggestedNode?: string }[]; next: { node: string } | null }

export function administrator(url: string, token: string): Administrator {
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  return {
    nodes: async () => (await ask<Nodes>('GET', '/v1/nodes')).nodes,
    async addNodes() {
      const codes = new Map<string, string>()
      for (const { nodeId, name, kind } of provinceNodes) {
        const created = await ask<NodeCreated>('POST', '/v1/nodes', { nodeId, name, kind })
        codes.set(nodeId, created.enrolment.code)
      }
      return codes
    },
    putRoutes: async () =>
      void (await ask('PUT', '/v1/routes', { effectiveFrom: '2020-01-01T00:00:00+08:00', rules: demonstrationRoutes })),
    stats: (query) => ask<Stats>('GET', `/v1/stats/cases?${query}`),
    asked: async () => (await ask<{ candidates: Asked[] }>('GET', '/v1/matter-candidates?limit=1000')).candidates,
    async events(after = -1) {
      const all: AnyEvent[] = []
      for (let next = after; ;) {
        const page = await ask<EventsPage>('GET', `/v1/events?after=${next}&limit=1000`)
        all.push(...page.events)
        if (page.events.length === 0) return all
        next = page.next
      }
    },
    cases: async (query) => (await ask<Cases>('GET', `/v1/cases?${query}`)).cases,
    async advised(caseId) {
      const { returns, next } = await ask<Advice>('GET', `/v1/cases/${caseId}/advice`)
      return returns.at(-1)?.suggestedNode ?? next?.node ?? null
    },
    decide: async (caseId, command, body) =>
      (await ask<{ position: number }>('POST', `/v1/cases/${caseId}/${command}`, body)).position,
    async assessment() {
      const [current] = (await ask<Assessments>('GET', '/v1/assessments')).months
      return current && (await ask<Assessment>('GET', `/v1/assessments/${current.month}`))
    },
  }
}
