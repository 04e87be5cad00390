import type { DeliveriesOverview } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { PageHead, Panel } from '../frame/panel.tsx'
import { useAsker } from '../hub/asker.ts'
import { deliveriesQuestion } from '../hub/questions.ts'
import { useSpeech } from '../language/language.tsx'
import { DeliveryFigures } from './delivery-figures.tsx'
import { EndpointTable } from './endpoint-table.tsx'
import { FaultList } from './fault-list.tsx'
import { NodeDeliveryTable } from './node-delivery-table.tsx'
import { RedriveButton } from './redrive-button.tsx'
import { endpointsInNeed } from './standing.ts'

/** How publishing and delivering stand, what has stopped and why, and how to set it going again. */
export function DeliveriesPage() {
  const { text, format } = useSpeech()
  const query = useQuery(deliveriesQuestion(useAsker()))
  const asOf = query.dataUpdatedAt > 0 && format.clock(new Date(query.dataUpdatedAt).toISOString())
  return (
    <>
      <PageHead title={text.deliveries.title} note={asOf && text.deliveries.asOf(asOf)} />
      <Outcome of={query} rows={12}>
        {(overview) => <Standing overview={overview} />}
      </Outcome>
    </>
  )
}

function Standing({ overview }: { overview: DeliveriesOverview }) {
  const words = useSpeech().text.deliveries
  const inNeed = endpointsInNeed(overview.nodes)
  return (
    <div className="deliveries">
      <DeliveryFigures overview={overview} />
      <Panel
        title={words.endpoints}
        note={words.endpointsNote}
        extra={inNeed.length > 1 && <RedriveButton wanted={{}} label={words.redriveAll} />}
      >
        {inNeed.length === 0 ? <Nothing title={words.noEndpoints} /> : <EndpointTable endpoints={inNeed} />}
      </Panel>
      <Panel title={words.byNode}>
        {overview.nodes.length === 0 ? <Nothing title={words.noNodes} /> : <NodeDeliveryTable nodes={overview.nodes} />}
      </Panel>
      <Panel title={words.faults}>
        {overview.faults.length === 0 ? <Nothing title={words.noFaults} /> : <FaultList faults={overview.faults} />}
      </Panel>
    </div>
  )
}
