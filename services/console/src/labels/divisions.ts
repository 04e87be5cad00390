import { type CodeList, entryOf } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSpeech, type Language } from '../language/language.tsx'

/** Names of divisions by code, in the reader's language. */
export type DivisionNames = {
  /** `天河区` */
  name: (code: string) => string
  /** `广州市天河区` */
  fullName: (code: string) => string
  /** A city as a row of figures: `广州市`, `Guangzhou`, `广东省本级`. */
  city: (code: string) => string
}

/** Division names; codes stand for names until the table, some 150 kB, is there. */
export function useDivisionNames(): DivisionNames {
  const { language, text } = useSpeech()
  const { data } = useQuery({
    queryKey: ['divisions'],
    queryFn: async () => (await import('@inquiry/schema/division')).divisions,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return useMemo(() => namesIn(data, language, text.overview.provincial), [data, language, text])
}

/** The same for any table and language; `provincial` names what belongs to no city. */
export function namesIn(
  table: CodeList | undefined,
  language: Language,
  provincial: (province: string) => string,
): DivisionNames {
  const name = (code: string) => (table && entryOf(table, code)?.[language]) ?? code
  const city = (code: string) => (code.endsWith('0000') ? provincial(name(code)) : short(name(code)))
  const fullName = (code: string) => {
    const parent = table && entryOf(table, code)?.parent
    if (!parent || parent.endsWith('0000')) return city(code)
    return language === 'zh' ? `${name(parent)}${name(code)}` : `${short(name(code))}, ${short(name(parent))}`
  }
  return { name, city, fullName }
}

/** `Guangzhou City` is long for an axis; the kind of place is plain from the company it keeps. */
function short(name: string): string {
  return name.replace(/ (City|District|County)$/, '')
}
