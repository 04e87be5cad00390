import type { Cases } from '@inquiry/schema'
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useSearchParams } from 'react-router'
import { ExportButton } from '../frame/export-button.tsx'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { PageHead, Panel } from '../frame/panel.tsx'
import { Refresh } from '../frame/refresh.tsx'
import { useAsker } from '../hub/asker.ts'
import { useDoors } from '../hub/open-doors.tsx'
import { casesQuestion } from '../hub/questions.ts'
import { useSpeech } from '../language/language.tsx'
import { CaseTable } from './case-table.tsx'
import { FilterBar } from './filter-bar.tsx'
import { filtersIn, parametersOf } from './filters.ts'

const noParameters: ReadonlySet<string> = new Set()

/** Every case the coordinator may see, narrowed by filters; a row opens the case. */
export function CasesPage() {
  const { text, format } = useSpeech()
  const [address] = useSearchParams()
  const taken = useDoors().get('/v1/cases') ?? noParameters
  const filters = filtersIn(address, taken)
  const cases = useInfiniteQuery(casesQuestion(useAsker(), parametersOf(filters)))
  const shown = cases.data?.pages.reduce((sum, page) => sum + page.cases.length, 0) ?? 0
  const note = cases.hasNextPage ? text.cases.shown(format.number(shown)) : text.cases.allShown(format.number(shown))
  return (
    <>
      <PageHead title={text.cases.title} note={cases.data && note}>
        <ExportButton question="/v1/cases" parameters={parametersOf(filters)} />
        <Refresh of={cases} />
      </PageHead>
      <Panel title={text.cases.title} className="panel-bare">
        <FilterBar taken={taken} />
        <Outcome of={cases} rows={12}>
          {(data) => <Listed data={data} narrowed={Object.keys(filters).length > 0} />}
        </Outcome>
        {cases.hasNextPage && (
          <div className="more">
            <Button loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
              {text.cases.more}
            </Button>
          </div>
        )}
      </Panel>
    </>
  )
}

function Listed({ data, narrowed }: { data: InfiniteData<Cases>; narrowed: boolean }) {
  const { text } = useSpeech()
  const cases = data.pages.flatMap((page) => page.cases)
  if (cases.length > 0) return <CaseTable cases={cases} />
  if (narrowed) return <Nothing title={text.cases.noneMatch} help={text.cases.noneMatchHelp} />
  return <Nothing title={text.cases.none} help={text.overview.noCasesHelp} />
}
