import { randomUUID } from 'node:crypto'

/** A valid `case.submitted`, its data changed as given. */
export function submission(
  data: Record<string, unknown> = {},
  { id = `m-${randomUUID()}`, sourceId = `S-${randomUUID()}` } = {},
): Record<string, unknown> {
  const now = new Date().toISOString()
  return {
    id,
    type: 'case.submitted',
    time: now,
    case: { sourceId },
    data: {
      nature: 'complaint',
      title: '体育东路夜间施工噪声扰民',
      content: '体育东路某工地连续三晚十一点后仍在打桩，影响休息，请核查处理。',
      division: '440106',
      channel: 'web',
      submittedAt: now,
      reporter: { kind: 'person' },
      secrecy: 'none',
      public: true,
      urgency: 'normal',
      ...data,
    },
  }
}

/** A message about a case of the hub's. */
export function about(caseId: string, type: string, data: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: `m-${randomUUID()}`, type, time: new Date().toISOString(), case: { caseId }, data }
}
