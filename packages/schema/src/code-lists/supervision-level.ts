import { standardList } from './standard-list.ts'

/** The rungs of supervision (督办级别), from the lowest up. */
export const supervisionLevelCodes = ['reminder', 'order', 'listed', 'summons'] as const

export type SupervisionLevelCode = (typeof supervisionLevelCodes)[number]

/** The codes of `supervision-level` with their labels. */
export const supervisionLevels = /* @__PURE__ */ standardList('supervision-level', '1', supervisionLevelCodes, {
  reminder: ['提醒', 'Reminder'],
  order: ['督办', 'Supervision order'],
  listed: ['挂牌', 'Listed supervision'],
  summons: ['约谈', 'Summons to account'],
})
