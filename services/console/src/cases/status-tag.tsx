import { natures, type NatureCode, statuses, type StatusCode, type UrgencyCode, urgencies } from '@inquiry/schema'
import { Tag } from 'antd'
import { labelOf } from '../labels/labels.ts'
import { useSpeech } from '../language/language.tsx'

const tones: Record<StatusCode, string> = {
  submitted: 'blue',
  assigned: 'blue',
  returned: 'orange',
  accepted: 'geekblue',
  'in-progress': 'geekblue',
  replied: 'cyan',
  'under-review': 'gold',
  closed: 'default',
  declined: 'default',
  withdrawn: 'default',
}

/** Where the case stands. */
export function StatusTag({ status }: { status: StatusCode }) {
  const { language } = useSpeech()
  return (
    <Tag color={tones[status]} variant="filled">
      {labelOf(statuses, status, language)}
    </Tag>
  )
}

/** What the citizen wants. */
export function NatureTag({ nature }: { nature: NatureCode }) {
  const { language } = useSpeech()
  return <Tag variant="outlined">{labelOf(natures, nature, language)}</Tag>
}

/** Said only where it is out of the ordinary. */
export function UrgencyTag({ urgency }: { urgency: UrgencyCode }) {
  const { language } = useSpeech()
  if (urgency === 'normal') return null
  return (
    <Tag color={urgency === 'critical' ? 'red' : 'orange'} variant="solid">
      {labelOf(urgencies, urgency, language)}
    </Tag>
  )
}
