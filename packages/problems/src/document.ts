import { problems, problemType, type Language, type Problem } from '@inquiry/schema'
import type { ProblemCause } from './problem-error.ts'

/** The language a reader prefers: Chinese, unless `Accept-Language` (RFC 9110 §12.5.4) puts English first. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'zh'
  const ranked = acceptLanguage.split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined)
    return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) }
  })
  const best = (language: string): number =>
    Math.max(0, ...ranked.filter((r) => r.tag === language || r.tag.startsWith(`${language}-`)).map((r) => r.quality))
  return best('en') > best('zh') ? 'en' : 'zh'
}

/** The problem document (RFC 9457) of a cause. Type, status and title come from the table of problems alone. */
export function problemDocument(cause: ProblemCause, language: Language, instance: string): Problem {
  const entry = problems[cause.slug]
  return {
    type: problemType(cause.slug),
    title: entry[language],
    status: entry.status,
    detail: cause.detail[language],
    instance,
    errors: cause.errors ?? [],
    ...cause.members,
  }
}
