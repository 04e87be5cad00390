import { z } from 'zod'
import { text } from '../text.ts'

const longText = text(20_000)

/** `case.rated` 评价; a later rating replaces the earlier one. */
export const CaseRated = z.strictObject({
  rating: z
    .int()
    .min(1)
    .max(5)
    .meta({ examples: [4] }),
  comment: longText.meta({ examples: ['回复及时，希望保持。'] }).optional(),
})

/** `case.reopen-requested` 重办申请. */
export const CaseReopenRequested = z.strictObject({ reason: longText.meta({ examples: ['噪声问题复发'] }) })

/** `case.review-requested` 复查申请 (信访工作条例第三十五条). */
export const CaseReviewRequested = z.strictObject({ reason: longText.meta({ examples: ['对处理意见不服'] }) })

/** `case.reviewed` 复查意见, from the reviewing node. */
export const CaseReviewed = z.strictObject({
  outcome: z.enum(['upheld', 'amended', 'revoked']).meta({ examples: ['upheld'] }),
  content: longText.meta({ examples: ['经复查，原处理意见事实清楚，予以维持。'] }),
})
