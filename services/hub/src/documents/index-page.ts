import type { Place } from './places.ts'
import type { Rendered } from './render-markdown.ts'

/** The first page of `/docs`: what the standard is, and where to go. */
export function indexPage(places: readonly Place[]): Rendered {
  const cards = places.map(({ path, zh, en, note }) => `<li><a href="${path}">${zh} ${en}<span>${note}</span></a></li>`)
  return {
    title: '网络问政数据交换标准 Inquiry Exchange Standard',
    html: `<h1>网络问政数据交换标准 1.0</h1>
      <p>各级网络问政平台与省级枢纽之间如何交换诉求：谁、向谁、说什么、用什么形式，事后能证明什么。</p>
      <p lang="en">How the platforms that take citizens’ inquiries exchange cases with a provincial hub: who says what to whom, in which form, and what can be proved afterwards.</p>
      <ul class="cards">${cards.join('')}</ul>`,
    headings: [],
  }
}
