import type { Language } from './language.tsx'
import type { Text } from './zh.ts'

const localeOf: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }
/** Everything is shown in the hub's time, wherever the reader sits. */
const timeZone = 'Asia/Shanghai'
const secondsPer = { minute: 60, hour: 3600, day: 86_400 }

/** Numbers, shares, times and spans as the reader's language writes them. */
export type Format = {
  number: (value: number) => string
  share: (value: number) => string
  /** `2026-11-22 10:00` */
  time: (instant: string) => string
  /** `10:00:03` */
  clock: (instant: string) => string
  day: (instant: string) => string
  /** The largest two units are too much: `3 小时`, `12 d`. */
  span: (seconds: number) => string
  ago: (instant: string, now: number) => string
}

/** How the language writes numbers and times; times in Asia/Shanghai. */
export function formatOf(language: Language, text: Text): Format {
  const locale = localeOf[language]
  const number = new Intl.NumberFormat(locale)
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  // Swedish writes dates as ISO 8601 does, which both readers know.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'medium' })
  const minute = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' })
  const span = (seconds: number) => spanText(seconds, text)
  return {
    number: (value) => number.format(value),
    share: (value) => share.format(value),
    time: (instant) => `${day.format(new Date(instant))} ${minute.format(new Date(instant))}`,
    clock: (instant) => clock.format(new Date(instant)),
    day: (instant) => day.format(new Date(instant)),
    span,
    ago: (instant, now) => agoText((now - Date.parse(instant)) / 1000, span, text),
  }
}

function spanText(seconds: number, text: Text): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < secondsPer.minute) return text.span.seconds(whole)
  if (whole < secondsPer.hour) return text.span.minutes(Math.floor(whole / secondsPer.minute))
  if (whole < 2 * secondsPer.day) return text.span.hours(Math.floor(whole / secondsPer.hour))
  return text.span.days(Math.floor(whole / secondsPer.day))
}

function agoText(seconds: number, span: (seconds: number) => string, text: Text): string {
  return seconds < 5 ? text.span.now : text.span.ago(span(seconds))
}
