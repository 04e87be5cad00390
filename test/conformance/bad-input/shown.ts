import { problems } from '@inquiry/schema'
import type { Due } from './row.ts'
import type { Heard } from './send.ts'

/** What a hub answers to what is due: the problem whole, in its media type, and nothing of what is inside. */
export function wanted({ slug, status, pointer, rule }: Due) {
  const type = `https://standard.invalid/problems/${slug}`
  return { status, mediaType: 'application/problem+json', type, tabled: status, whole: true, pointer, rule, leak: '' }
}

/** The same, of what was answered; of the places and rules that it names, the one that is looked for. */
export function shown({ status, headers, text }: Heard, due: Due): ReturnType<typeof wanted> {
  const problem = problemIn(text)
  const members = [problem.type, problem.title, problem.detail, problem.instance]
  return {
    status,
    mediaType: headers['content-type'] ?? '',
    type: problem.type,
    tabled: problems[due.slug].status,
    whole: members.every((member) => typeof member === 'string') && problem.status === status,
    pointer: among(
      problem.errors.map((error) => error.pointer),
      due.pointer,
    ),
    rule: among(
      problem.errors.map((error) => error.rule),
      due.rule,
    ),
    leak: /node_modules|\.ts:\d|\bat \w+ \(|select .* from|insert into|Error:/i.exec(text)?.[0] ?? '',
  }
}

/** The one that is due, where it is among them; else all of them. */
export function among(said: readonly string[], due: string | undefined): string | undefined {
  return due === undefined || said.includes(due) ? due : said.join(' ')
}

type Shown = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  errors: { pointer: string; rule: string }[]
}

function problemIn(text: string): Shown {
  try {
    return JSON.parse(text) as Shown
  } catch {
    return { type: `no JSON: ${text.slice(0, 100)}`, title: '', status: 0, detail: '', instance: '', errors: [] }
  }
}
