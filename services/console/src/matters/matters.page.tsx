import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { PageHead } from '../frame/panel.tsx'
import { Refresh } from '../frame/refresh.tsx'
import { useAsker } from '../hub/asker.ts'
import { mattersQuestion } from '../hub/questions.ts'
import { useSpeech } from '../language/language.tsx'
import { MatterCard } from './matter-card.tsx'

/** Matters that were filed in more than one place, with the cases of each and why they are held to be one. */
export function MattersPage() {
  const { text } = useSpeech()
  const query = useInfiniteQuery(mattersQuestion(useAsker()))
  return (
    <>
      <PageHead title={text.matters.title} note={text.matters.lead}>
        <Refresh of={query} />
      </PageHead>
      <Outcome of={query} rows={12}>
        {({ pages }) => {
          const matters = pages.flatMap((page) => page.matters)
          if (matters.length === 0) return <Nothing title={text.matters.none} help={text.matters.noneHelp} />
          return (
            <div className="matters">
              {matters.map((matter) => (
                <MatterCard key={matter.matterId} matter={matter} />
              ))}
            </div>
          )
        }}
      </Outcome>
      {query.hasNextPage && (
        <div className="more">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {text.cases.more}
          </Button>
        </div>
      )}
    </>
  )
}
