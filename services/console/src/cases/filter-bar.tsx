import { attentionReasons, channels, type CodeList, natures, statuses, urgencies } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useAsker } from '../hub/asker.ts'
import { nodesQuestion } from '../hub/questions.ts'
import { useDivisionNames } from '../labels/divisions.ts'
import { choicesOf } from '../labels/labels.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { type FilterName, filtersIn, withFilter, withoutFilters } from './filters.ts'

type Choices = { value: string; label: string }[]

/** Narrows the list by what this hub lets it be narrowed by; the choice stands in the address. */
export function FilterBar({ taken }: { taken: ReadonlySet<string> }) {
  const { text } = useSpeech()
  const [address, setAddress] = useSearchParams()
  const choices = useChoices()
  const set = (name: FilterName, values: readonly string[]) => setAddress(withFilter(address, name, values))
  const narrowed = Object.keys(filtersIn(address, taken)).length > 0
  return (
    <div className="filters" role="search">
      {taken.has('q') && (
        <Input.Search
          key={address.get('q')}
          className="filter-text"
          placeholder={text.cases.search}
          aria-label={text.cases.search}
          defaultValue={address.get('q') ?? ''}
          allowClear
          onSearch={(value) => set('q', [value.trim()])}
        />
      )}
      {choices
        .filter(({ name }) => taken.has(name))
        .map(({ name, label, options }) => (
          <Select
            key={name}
            mode="multiple"
            maxTagCount="responsive"
            className="filter"
            aria-label={label}
            placeholder={label}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={options}
            value={address.getAll(name)}
            onChange={(values: string[]) => set(name, values)}
          />
        ))}
      {(['open', 'overdue'] as const)
        .filter((name) => taken.has(name))
        .map((name) => (
          <Checkbox
            key={name}
            checked={address.get(name) === 'true'}
            onChange={({ target }) => set(name, target.checked ? ['true'] : [])}
          >
            {text.cases[name]}
          </Checkbox>
        ))}
      {narrowed && (
        <Button type="link" onClick={() => setAddress(withoutFilters(address))}>
          {text.cases.clear}
        </Button>
      )}
    </div>
  )
}

function useChoices(): { name: FilterName; label: string; options: Choices }[] {
  const { text, language } = useSpeech()
  const nodes = useQuery(nodesQuestion(useAsker())).data?.nodes
  const nodeName = useNodeName()
  const divisions = useDivisionNames()
  return useMemo(() => {
    const words = text.cases
    const list = (name: FilterName, label: string, codes: CodeList) => ({
      name,
      label,
      options: choicesOf(codes, language),
    })
    const byNode = (nodes ?? []).map(({ nodeId }) => ({ value: nodeId, label: nodeName(nodeId) }))
    const cities = (nodes ?? [])
      .filter(({ kind }) => kind === 'city')
      .map(({ nodeId }) => nodeId.slice(0, 6))
      .map((city) => ({ value: city, label: divisions.city(city) }))
    const attentions = attentionReasons.map((reason) => ({ value: reason, label: words.attentions[reason] }))
    return [
      list('status', words.status, statuses),
      list('nature', words.nature, natures),
      { name: 'city', label: words.city, options: cities },
      { name: 'handler', label: words.handler, options: byNode },
      { name: 'node', label: words.origin, options: byNode },
      list('channel', words.channel, channels),
      list('urgency', words.urgency, urgencies),
      { name: 'attention', label: words.attention, options: attentions },
    ]
  }, [text, language, nodes, nodeName, divisions])
}
