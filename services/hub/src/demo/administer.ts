import { demonstrationRoutes, provinceNodes } from '@inquiry/demonstration'
import type { Asked } from './findings.ts'
import type { AnyEvent, EventsPage, NodeCreated, Nodes, Stats } from '@inquiry/schema'

/** What the demonstration asks of the hub as its administrator. */
export type Administrator = {
  nodes: () => Promise<Nodes['nodes']>
  /** Add the province's nodes; answers each one's enrolment code. */
  addNodes: () => Promise<Map<string, string>>
  putRoutes: () => Promise<void>
  stats: (query: string) => Promise<Stats>
  events: () => Promise<AnyEvent[]>
  /** The pairs that wait for a coordinator. */
  asked: () => Promise<Asked[]>
}

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
    async events() {
      const all: AnyEvent[] = []
      for (let after = -1; ;) {
        const page = await ask<EventsPage>('GET', `/v1/events?after=${after}&limit=1000`)
        all.push(...page.events)
        if (page.events.length === 0) return all
        after = page.next
      }
    },
  }
}
