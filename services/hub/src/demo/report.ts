import Table from 'cli-table3'
import { nodeName } from '@inquiry/demonstration'
import type { Findings, Tracks } from './findings.ts'
import type { Account, Played } from './play.ts'

/** The table by platform that the demonstration ends with. */
export function platformTable(played: Played, tracks: Tracks): string {
  const table = new Table({
    head: ['平台 platform', 'sent', 'recorded', 'repeated', 'rejected (why)', 'linked', 'events', 'routed to'],
    colAligns: ['left', 'right', 'right', 'right', 'left', 'right', 'right', 'left'],
    style: { head: [], border: [] },
  })
  const nodes = [...played.accounts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [nodeId, account] of nodes) table.push(row(nodeId, account, tracks))
  table.push(
    total(
      nodes.map(([, account]) => account),
      tracks,
    ),
  )
  return table.toString()
}

function row(nodeId: string, account: Account, tracks: Tracks) {
  const track = tracks.get(nodeId)
  const { sent, recorded, repeated, rejected } = account
  return [
    nodeName(nodeId),
    sent,
    recorded,
    repeated,
    reasons(rejected),
    track?.linked ?? 0,
    track?.events ?? 0,
    destinations(track?.handlers ?? new Map()),
  ]
}

function total(accounts: Account[], tracks: Tracks) {
  const sum = (of: (account: Account) => number): number => accounts.reduce((n, account) => n + of(account), 0)
  const all = [...tracks.values()]
  return [
    '合计 total',
    sum((a) => a.sent),
    sum((a) => a.recorded),
    sum((a) => a.repeated),
    String(sum((a) => Object.values(a.rejected).reduce((n, k) => n + k, 0))),
    all.reduce((n, track) => n + track.linked, 0),
    all.reduce((n, track) => n + track.events, 0),
    '',
  ]
}

function reasons(rejected: Record<string, number>): string {
  return Object.entries(rejected)
    .map(([why, n]) => `${n} × ${why}`)
    .join('\n')
}

/** The two nodes that got most, and how many others. */
function destinations(handlers: Map<string, number>): string {
  const ranked = [...handlers].toSorted(([, a], [, b]) => b - a)
  const shown = ranked.slice(0, 2).map(([node, n]) => `${nodeName(node)} ${n}`)
  const rest = ranked.slice(2).reduce((n, [, count]) => n + count, 0)
  return [...shown, ...(rest > 0 ? [`${ranked.length - 2} others ${rest}`] : [])].join(', ')
}

/** What was planted and what was found of it. */
export function findingsTable(findings: Findings): string {
  const table = new Table({
    head: ['planted 埋设', 'groups', 'joined 自动关联', 'joined or asked 关联或提请确认'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  })
  for (const { what, planted, joined, joinedOrAsked } of findings) table.push([what, planted, joined, joinedOrAsked])
  return table.toString()
}

/** What became of the envelopes that a hub must refuse, or must not record twice. */
export function refusalTable(refused: Played['refused']): string {
  const table = new Table({ head: ['envelope 信封', 'expected', 'got'], style: { head: [], border: [] } })
  for (const { what, expected, got } of refused) table.push([what, expected, got])
  return table.toString()
}
