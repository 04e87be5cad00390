import type { NodeView } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useAsker } from '../hub/asker.ts'
import { nodesQuestion } from '../hub/questions.ts'
import { useSpeech } from '../language/language.tsx'
import { useDivisionNames } from './divisions.ts'

/** The name of a node by its code: as registered; a city's in English by its division, since names are Chinese. */
export function useNodeName(): (nodeId: string) => string {
  const { language } = useSpeech()
  const divisions = useDivisionNames()
  const nodes = useQuery(nodesQuestion(useAsker())).data?.nodes
  const byId = useMemo(() => new Map(nodes?.map((node) => [node.nodeId, node])), [nodes])
  return useCallback(
    (nodeId) => {
      const node: NodeView | undefined = byId.get(nodeId)
      if (!node) return nodeId
      return language === 'en' && node.kind === 'city' ? divisions.city(node.nodeId.slice(0, 6)) : node.name
    },
    [byId, language, divisions],
  )
}
