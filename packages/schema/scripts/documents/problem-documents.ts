import { problemExample, problemPages, problems, problemSlugs, type ProblemSlug, problemType } from '../../src/index.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { json, page } from './markdown.ts'

/** One page per problem with cause, remedy and example, and the list of them. */
export function problemDocuments(): GeneratedFile[] {
  return [...problemSlugs.map(document), index()]
}

function document(slug: ProblemSlug): GeneratedFile {
  const { status, zh, en } = problems[slug]
  const { cause, remedy } = problemPages[slug]
  return page(`docs/problems/${slug}.md`, [
    `# \`${slug}\` ${zh} · ${en}`,
    `**HTTP ${status}** · \`${problemType(slug)}\``,
    '## 原因 Cause',
    cause.zh,
    cause.en,
    '## 处理 Remedy',
    remedy.zh,
    remedy.en,
    '## 例 Example',
    json(problemExample(slug, 'zh')),
    json(problemExample(slug, 'en')),
  ])
}

function index(): GeneratedFile {
  const rows = problemSlugs.map(
    (slug) => `| [\`${slug}\`](${slug}.md) | ${problems[slug].status} | ${problems[slug].zh} | ${problems[slug].en} |`,
  )
  return page('docs/problems/README.md', [
    '# 问题 Problems',
    '每个错误都是 `application/problem+json`（RFC 9457）；`type` 的最后一段是下表的名称。单条消息的问题在 200 答复的 `results` 中，整封信封的问题是答复本身。',
    'Every error is `application/problem+json` (RFC 9457); the last part of its `type` is a name of this table. Problems of single messages stand in the `results` of a 200, those of a whole envelope are the answer.',
    ['| 名称 slug | HTTP | 标题 | title |', '|---|---|---|---|', ...rows].join('\n'),
  ])
}
