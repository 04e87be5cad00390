import { channels, natures } from '@inquiry/schema'
import type { CodeList, RouteRule } from '@inquiry/schema'

/** A column of the sheet that officials edit: one member of a rule, or of its condition. */
export type Column = {
  /** Where the member lies in the rule, as a JSON Pointer. */
  pointer: string
  zh: string
  en: string
  /** Whether the cell holds several values. */
  isList: boolean
  /** The list whose labels stand for its codes. */
  codes?: CodeList
  valueOf: (rule: RouteRule) => string | readonly string[] | undefined
}

/** The columns, in the order in which they are written. They may be read in any. */
export const columns: readonly Column[] = [
  { pointer: '/id', zh: '规则编号', en: 'Rule', isList: false, valueOf: ({ id }) => id },
  { pointer: '/when/division', zh: '区划前缀', en: 'Division', isList: false, valueOf: ({ when }) => when.division },
  { pointer: '/when/category', zh: '分类前缀', en: 'Category', isList: false, valueOf: ({ when }) => when.category },
  {
    pointer: '/when/nature',
    zh: '诉求性质',
    en: 'Nature',
    isList: true,
    codes: natures,
    valueOf: ({ when }) => when.nature,
  },
  {
    pointer: '/when/channel',
    zh: '来源渠道',
    en: 'Channel',
    isList: true,
    codes: channels,
    valueOf: ({ when }) => when.channel,
  },
  { pointer: '/when/keyword', zh: '关键词', en: 'Keyword', isList: true, valueOf: ({ when }) => when.keyword },
  { pointer: '/assign', zh: '承办单位', en: 'Handler', isList: false, valueOf: ({ assign }) => assign },
  { pointer: '/assist', zh: '协办单位', en: 'Assistants', isList: true, valueOf: ({ assist }) => assist },
  { pointer: '/profile', zh: '期限规则', en: 'Profile', isList: false, valueOf: ({ profile }) => profile },
  { pointer: '/note', zh: '备注', en: 'Note', isList: false, valueOf: ({ note }) => note },
]
