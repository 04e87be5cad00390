import { posix } from 'node:path'
import MarkdownIt, { type Token } from 'markdown-it'
import anchor from 'markdown-it-anchor'

/** A document as HTML, with its title and the headings of its second level. */
export type Rendered = { title: string; html: string; headings: readonly { slug: string; title: string }[] }

/** Where a file of the repository is served, or undefined where it is not. */
export type Served = (file: string) => string | undefined

/**
 * Markdown as HTML. Relative links lead to where the file they name is served; a link to a file that is not served keeps
 * its text only. HTML in the source is shown, not obeyed.
 */
export function renderMarkdown(source: string, file: string, served: Served): Rendered {
  const headings: { slug: string; title: string; level: string }[] = []
  const markdown = new MarkdownIt().use(anchor, {
    slugify,
    callback: ({ tag }, { slug, title }) => headings.push({ slug, title, level: tag }),
  })
  markdown.core.ruler.push('served links', ({ tokens }) => {
    for (const { children } of tokens) for (const token of children ?? []) if (token.type === 'link_open') lead(token)
  })
  markdown.renderer.rules['table_open'] = () => '<div class="wide"><table>'
  markdown.renderer.rules['table_close'] = () => '</table></div>'
  markdown.renderer.rules['softbreak'] = (tokens, i) =>
    ideograph.test(tokens[i - 1]?.content.at(-1) ?? '') && ideograph.test(tokens[i + 1]?.content.at(0) ?? '')
      ? ''
      : '\n'
  const html = markdown.render(source)
  return {
    title: headings.find(({ level }) => level === 'h1')?.title ?? file,
    html,
    headings: headings.filter(({ level }) => level === 'h2'),
  }

  function lead(token: Token): void {
    const [path = '', fragment] = String(token.attrGet('href') ?? '').split('#')
    if (path === '' || /^[a-z]+:/.test(path) || path.startsWith('/')) return
    const address = served(posix.normalize(posix.join(posix.dirname(file), decodeURI(path))))
    token.attrSet('href', address === undefined ? '' : address + (fragment === undefined ? '' : `#${fragment}`))
  }
}

/** Between two of these a line break of the source is no space: Chinese has none between its words. */
const ideograph = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

/** Headings are named as GitHub names them, so that a link works here and there. */
function slugify(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')
}
