import { ReloadOutlined } from '@ant-design/icons'
import { Badge, Button } from 'antd'
import { useSpeech } from '../language/language.tsx'
import { useNewsSince } from '../live/live.tsx'

/** Reads a list again, and says when there is reason to. Lists do not move by themselves under the reader's hand. */
export function Refresh({
  of: { dataUpdatedAt, isFetching, refetch },
}: {
  of: { dataUpdatedAt: number; isFetching: boolean; refetch: () => Promise<unknown> }
}) {
  const { text } = useSpeech()
  const news = useNewsSince(dataUpdatedAt) && dataUpdatedAt > 0
  return (
    <Badge dot={news}>
      <Button icon={<ReloadOutlined />} loading={isFetching} onClick={() => void refetch()}>
        {news ? text.refreshNews : text.refresh}
      </Button>
    </Badge>
  )
}
