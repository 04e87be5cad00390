import { forge, segment, withUnusedBits } from './forge.ts'
import type { BadEnvelope } from './row.ts'

type Spoil = (parts: [string, string, string]) => string | Uint8Array

const spoilt = (name: string, spoil: Spoil, pointer = ''): BadEnvelope => ({
  name,
  make: (context) => forge(context, { spoil }),
  slug: 'malformed-envelope',
  status: 400,
  pointer,
})

const flattened = ([header, payload, signature]: [string, string, string]) =>
  JSON.stringify({ protected: header, payload, signature })

/** Bytes that are not the one serialization of a JWS that the standard takes. */
export const badForms: BadEnvelope[] = [
  spoilt('nothing at all', () => ''),
  spoilt('one part', ([header]) => header),
  spoilt('two parts', ([header, payload]) => `${header}.${payload}`),
  spoilt('four parts', (parts) => `${parts.join('.')}.AAAA`),
  spoilt('five parts, as a JWE has', (parts) => `${parts.join('.')}.AAAA.AAAA`),
  spoilt('three dots in a row', () => '...'),
  spoilt('two dots alone', () => '..'),
  spoilt('no header', ([, payload, signature]) => `.${payload}.${signature}`),
  spoilt('no payload: a detached one', ([header, , signature]) => `${header}..${signature}`),
  spoilt('no signature', ([header, payload]) => `${header}.${payload}.`),
  ...Array.from({ length: 15 }, (_, n) =>
    spoilt(`a signature whose unused bits are ${n + 1}`, ([h, p, s]) => `${h}.${p}.${withUnusedBits(s, n + 1)}`),
  ),
  {
    name: 'a payload whose unused bits are not zero',
    make: (context) =>
      forge(context, { payload: '{"a":12}', spoil: ([h, p, s]) => `${h}.${withUnusedBits(p, 1)}.${s}` }),
    slug: 'malformed-envelope',
    status: 400,
    pointer: '',
  },
  {
    name: 'a header whose unused bits are not zero',
    make: (context) =>
      forge(context, { header: '{"alg":"Ed25519"}', spoil: ([h, p, s]) => `${withUnusedBits(h, 1)}.${p}.${s}` }),
    slug: 'malformed-envelope',
    status: 400,
    pointer: '/header',
  },
  spoilt('a padded signature', (parts) => `${parts.join('.')}==`),
  spoilt('a signature with one padding character', (parts) => `${parts.join('.')}=`),
  spoilt('a padded payload', ([h, p, s]) => `${h}.${p}=.${s}`),
  spoilt('a padded header', ([h, p, s]) => `${h}=.${p}.${s}`, '/header'),
  spoilt('a space inside the signature', ([h, p, s]) => `${h}.${p}.${s.slice(0, 40)} ${s.slice(40)}`),
  spoilt('a newline inside the signature', ([h, p, s]) => `${h}.${p}.${s.slice(0, 40)}\n${s.slice(40)}`),
  spoilt('a tab inside the payload', ([h, p, s]) => `${h}.${p.slice(0, 8)}\t${p.slice(8)}.${s}`),
  spoilt('a space inside the header', ([h, p, s]) => `${h.slice(0, 8)} ${h.slice(8)}.${p}.${s}`, '/header'),
  spoilt('a newline at the end', (parts) => `${parts.join('.')}\n`),
  spoilt('a carriage return and newline at the end', (parts) => `${parts.join('.')}\r\n`),
  spoilt('a space at the end', (parts) => `${parts.join('.')} `),
  spoilt('a space in front', (parts) => ` ${parts.join('.')}`, '/header'),
  spoilt('a newline in front', (parts) => `\n${parts.join('.')}`, '/header'),
  spoilt('quotation marks around it', (parts) => `"${parts.join('.')}"`),
  spoilt('a byte order mark in front', (parts) => `\u{feff}${parts.join('.')}`, '/header'),
  spoilt('an envelope in UTF-16', (parts) => Buffer.from(parts.join('.'), 'utf16le')),
  spoilt('a NUL byte at the end', (parts) => `${parts.join('.')}\0`),
  spoilt('the other base64 alphabet in the signature', ([h, p, s]) => `${h}.${p}.+/${s.slice(2)}`),
  spoilt('a letter that is not ASCII in the signature', ([h, p, s]) => `${h}.${p}.é${s.slice(1)}`),
  spoilt('full-width letters in the signature', ([h, p, s]) => `${h}.${p}.Ａ${s.slice(1)}`),
  spoilt('dots written as %2E', (parts) => parts.join('%2E')),
  spoilt('a signature one symbol longer', (parts) => `${parts.join('.')}A`),
  spoilt('a signature of 63 bytes', ([h, p]) => `${h}.${p}.${segment(new Uint8Array(63))}`),
  spoilt('a signature of 65 bytes', ([h, p]) => `${h}.${p}.${segment(new Uint8Array(65))}`),
  spoilt('a signature of 32 bytes, as of an HMAC', ([h, p]) => `${h}.${p}.${segment(new Uint8Array(32))}`),
  spoilt('a signature in DER', ([h, p]) => `${h}.${p}.${segment(derSignature())}`),
  spoilt('the flattened JSON serialization', flattened),
  spoilt('the flattened form with the algorithm unprotected', ([, payload, signature]) =>
    JSON.stringify({ header: { alg: 'EdDSA' }, payload, signature }),
  ),
  spoilt('the general form with a bad and a good signature', ([header, payload, signature]) =>
    JSON.stringify({
      payload,
      signatures: [
        { protected: header, signature: 'AAAA' },
        { protected: header, signature },
      ],
    }),
  ),
  spoilt('the general form with a thousand signatures', ([header, payload, signature]) =>
    JSON.stringify({ payload, signatures: Array.from({ length: 1000 }, () => ({ protected: header, signature })) }),
  ),
  spoilt('the payload as plain JSON', ([, payload]) => Buffer.from(payload, 'base64url')),
  spoilt('two envelopes, one after the other', (parts) => `${parts.join('.')}\n${parts.join('.')}`),
  spoilt('a megabyte of dots', () => '.'.repeat(2 ** 20)),
  spoilt('a megabyte of random bytes', () => Buffer.alloc(2 ** 20, 0xa7)),
]

/** SEQUENCE of two INTEGERs of 32 bytes. */
function derSignature(): Uint8Array {
  const integer = [0x02, 0x20, ...new Uint8Array(32).fill(0x11)]
  return Uint8Array.from([0x30, 0x44, ...integer, ...integer])
}
