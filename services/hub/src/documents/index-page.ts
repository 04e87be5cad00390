import { places } from './page-frame.ts'
import type { Rendered } from './render-markdown.ts'

/** What each place holds, in both languages. */
const notes: Readonly<Record<string, string>> = {
  '/docs/first-case': '从一个空文件夹到第一件已登记的诉求 From an empty folder to the first recorded case',
  '/docs/standard/standard.zh': '标准全文 The whole text, in Chinese',
  '/docs/standard/standard.en': '标准全文英文版 The whole text, in English',
  '/docs/standard/messages': '节点发送的每种消息 Every message that a node sends',
  '/docs/standard/events': '枢纽登记和投递的每种事件 Every event that the hub records and delivers',
  '/docs/problems': '每种错误的原因和处理 Cause and remedy of every error',
  '/docs/processes': '受理、办理、查询、回复、复查、督办、统计 The processes, step by step',
  '/docs/standard/glossary': '术语及含义 The words and what they mean',
  '/docs/standard/versions': '兼容性、停用、变更记录 What may change, and the change log',
  '/docs/schema-package': 'TypeScript 契约包 Contracts, types and code lists for TypeScript',
  '/docs/schemas': 'JSON Schema、代码表、例子、测试向量 Schemas, code lists, examples, vectors',
  '/docs/api': '每个接口及例子 Every path, with examples',
}

/** The first page of `/docs`. `there` tells which places exist. */
export function indexPage(there: (path: string) => boolean): Rendered {
  const cards = places
    .filter(([path]) => there(path))
    .map(([path, zh, en]) => `<li><a href="${path}">${zh} ${en}<span>${notes[path] ?? ''}</span></a></li>`)
  return {
    title: '网络问政数据交换标准 Inquiry Exchange Standard',
    html: `<h1>网络问政数据交换标准 1.0</h1>
      <p>各级网络问政平台与省级枢纽之间如何交换诉求：谁、向谁、说什么、用什么形式，事后能证明什么。</p>
      <p lang="en">How the platforms that take citizens’ inquiries exchange cases with a provincial hub: who says what to whom, in which form, and what can be proved afterwards.</p>
      <ul class="cards">${cards.join('')}</ul>`,
    headings: [],
  }
}
