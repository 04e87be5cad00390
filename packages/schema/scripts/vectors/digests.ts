import canonicalize from 'canonicalize'
import { base64url, sha256, submitted } from './compact.ts'

const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')

const values: unknown[] = [
  submitted()['data'],
  { b: 1, a: { d: null, c: ['x', true] }, 名: '值', '\u{1f600}': 1, '\ufb33': 2 },
  { content: '回车\r\n引号"反斜杠\\控制\u001f斜杠/' },
  { longitude: 113.3245678, latitude: -0.0000001, large: 9007199254740991 },
]

/** Digests that two implementations must agree on: of messages, of withheld content, of reconciled counts, of files. */
export function digestsFile(): unknown {
  return {
    canonical: values.map((value) => ({ value, canonical: canonicalize(value) })),
    message: {
      why: 'content of a message: base64url SHA-256 of the RFC 8785 form of {type, time, case, data} (annex A4)',
      ...messageDigest(),
    },
    content: values.map((data) => ({
      why: 'contentDigest: sha-256: and base64url SHA-256 of salt ‖ RFC 8785 form of the data (annex B23)',
      salt: base64url(salt),
      data,
      contentDigest: `sha-256:${sha256(Buffer.concat([salt, Buffer.from(canonicalize(data) ?? '')]))}`,
    })),
    reconciled: {
      why: 'base64url SHA-256 over the lines `<sourceId> <status>\\n`, sorted by code point (annex B26)',
      cases: reconciled,
      digest: sha256(
        reconciled
          .map(({ sourceId, status }) => `${sourceId} ${status}\n`)
          .toSorted()
          .join(''),
      ),
    },
    attachment: {
      why: 'sha-256: and base64url SHA-256 of the bytes (annex B11)',
      base64: 'aGVsbG8=',
      digest: `sha-256:${sha256('hello')}`,
    },
  }
}

const reconciled = [
  { sourceId: 'GZ-2', status: 'closed' },
  { sourceId: 'GZ-10', status: 'in-progress' },
  { sourceId: 'a/1', status: 'assigned' },
  { sourceId: 'GZ-1', status: 'closed' },
]

function messageDigest(): { message: unknown; digest: string } {
  const { id: _, ...content } = submitted()
  return { message: submitted(), digest: sha256(canonicalize(content) ?? '') }
}
