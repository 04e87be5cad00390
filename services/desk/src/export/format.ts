import { z } from '@hono/zod-openapi'
import { xlsxMediaType } from './xlsx.ts'

/** How an answer may be given. */
export const exportFormats = ['json', 'csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const csvMediaType = 'text/csv'

/** The parameter, which stands above `Accept`. */
export const FormatParameter = z.enum(exportFormats).optional().openapi({
  description:
    '格式；不给时按 Accept（text/csv、xlsx 的媒体类型），默认 json。csv 与 xlsx 导出全部符合条件的行 How it is given; without it Accept decides, and json stands first. csv and xlsx export every row that fits',
  example: 'csv',
})

/** How both stand in the OpenAPI document beside the JSON. */
export const exportContent = {
  [csvMediaType]: { schema: z.string() },
  [xlsxMediaType]: { schema: z.string().openapi({ format: 'binary' }) },
}

const mediaTypes: Record<ExportFormat, readonly string[]> = {
  json: ['application/json', 'application/*', '*/*'],
  csv: [csvMediaType],
  xlsx: [xlsxMediaType],
}

/** The format that is asked for: by the parameter, else by what `Accept` likes best (RFC 9110 §12.5.1), else JSON. */
export function formatAsked(parameter: ExportFormat | undefined, accept: string | undefined): ExportFormat {
  if (parameter !== undefined) return parameter
  const liked = (accept ?? '').split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
    const quality = parameters.map((word) => /^q=([\d.]+)$/.exec(word)?.[1]).find((q) => q !== undefined)
    return { type, quality: quality === undefined ? 1 : Number(quality) }
  })
  const like = (format: ExportFormat): number =>
    Math.max(0, ...liked.filter(({ type }) => mediaTypes[format].includes(type)).map(({ quality }) => quality))
  return exportFormats.reduce((best, format) => (like(format) > like(best) ? format : best))
}
