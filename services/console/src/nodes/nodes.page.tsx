import { nodeKinds, type NodeView } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { PageHead, Panel } from '../frame/panel.tsx'
import { useAsker } from '../hub/asker.ts'
import { useDoors } from '../hub/open-doors.tsx'
import { figuresQuestion, nodesQuestion } from '../hub/questions.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { NodeTable } from './node-table.tsx'

const states = ['ok', 'gap', 'quiet', 'never-seen'] as const

type Narrowing = { words: string; kind: NodeView['kind'] | undefined; state: NodeView['health']['state'] | undefined }

/** The nodes of the hub: who is connected, who has gone quiet, whose messages fail. */
export function NodesPage() {
  const { text } = useSpeech()
  const query = useQuery(nodesQuestion(useAsker()))
  return (
    <>
      <PageHead title={text.nodes.title} note={query.data && <StateCounts nodes={query.data.nodes} />} />
      <Panel title={text.nodes.title} className="panel-bare">
        <Outcome of={query} rows={12}>
          {({ nodes }) =>
            nodes.length === 0 ? (
              <Nothing title={text.nodes.none} help={text.nodes.noneHelp} />
            ) : (
              <Narrowed nodes={nodes} />
            )
          }
        </Outcome>
      </Panel>
    </>
  )
}

function StateCounts({ nodes }: { nodes: readonly NodeView[] }) {
  const { text, format } = useSpeech()
  const count = (state: string) => nodes.filter(({ health }) => health.state === state).length
  const shown = states.filter((state) => state === 'ok' || count(state) > 0)
  return shown.map((state) => `${text.nodes.states[state]} ${format.number(count(state))}`).join(' · ')
}

function Narrowed({ nodes }: { nodes: readonly NodeView[] }) {
  const { text } = useSpeech()
  const nodeName = useNodeName()
  const [narrowing, setNarrowing] = useState<Narrowing>({ words: '', kind: undefined, state: undefined })
  const { recorded, handling } = useCounts()
  const shown = nodes.filter((node) => fits(node, nodeName(node.nodeId), narrowing)).toSorted(byKind)
  return (
    <>
      <NarrowingBar narrowing={narrowing} onChange={setNarrowing} />
      {shown.length === 0 ? (
        <Nothing title={text.nodes.noneMatch} help={text.cases.noneMatchHelp} />
      ) : (
        <NodeTable nodes={shown} recorded={recorded} handling={handling} />
      )}
    </>
  )
}

function NarrowingBar({ narrowing, onChange }: { narrowing: Narrowing; onChange: (narrowing: Narrowing) => void }) {
  const words = useSpeech().text.nodes
  return (
    <div className="filters" role="search">
      <Input.Search
        className="filter-text"
        placeholder={words.search}
        aria-label={words.search}
        allowClear
        onChange={({ target }) => onChange({ ...narrowing, words: target.value })}
      />
      <Select
        className="filter"
        placeholder={words.allKinds}
        aria-label={words.kind}
        allowClear
        options={choices(nodeKinds, words.kinds)}
        value={narrowing.kind}
        onChange={(kind) => onChange({ ...narrowing, kind })}
      />
      <Select
        className="filter"
        placeholder={words.allStates}
        aria-label={words.health}
        allowClear
        options={choices(states, words.states)}
        value={narrowing.state}
        onChange={(state) => onChange({ ...narrowing, state })}
      />
    </div>
  )
}

/** Cases by origin, and open cases by handler, of all time. */
function useCounts(): { recorded: ReadonlyMap<string, number>; handling: ReadonlyMap<string, number> } {
  const asker = useAsker()
  const enabled = useDoors().has('/v1/stats/cases')
  const byOrigin = useQuery({ ...figuresQuestion(asker, ['node'], ['count'], {}), enabled })
  const byHandler = useQuery({ ...figuresQuestion(asker, ['handler'], ['count', 'open'], {}), enabled })
  return {
    recorded: new Map(byOrigin.data?.rows.map((row) => [row.node ?? '', row.count])),
    handling: new Map(byHandler.data?.rows.map((row) => [row.handler ?? '', row.open ?? 0])),
  }
}

/** Cities first, then departments, each by code. */
function byKind(a: NodeView, b: NodeView): number {
  return nodeKinds.indexOf(a.kind) - nodeKinds.indexOf(b.kind) || a.nodeId.localeCompare(b.nodeId)
}

function fits(node: NodeView, name: string, { words, kind, state }: Narrowing): boolean {
  const wanted = words.trim().toLowerCase()
  const named = [node.nodeId, node.name, name].some((each) => each.toLowerCase().includes(wanted))
  return named && (kind === undefined || node.kind === kind) && (state === undefined || node.health.state === state)
}

function choices<Code extends string>(codes: readonly Code[], labels: Record<Code, string>) {
  return codes.map((value) => ({ value, label: labels[value] }))
}
