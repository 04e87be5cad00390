import { claims, envelope, submitted } from './compact.ts'
import { accepted } from './expectations.ts'
import type { EnvelopeVector, ExpectedFault, ExpectedResult } from './vector.ts'

type Message = Record<string, unknown>

/** An envelope with one message that has these faults. */
function faulty(name: string, clause: string, message: Message | string, errors: ExpectedFault[]): EnvelopeVector {
  const payload = typeof message === 'string' ? message : claims({ messages: [message] })
  const id = typeof message === 'string' || message['id'] === 'm-1' ? 'm-1' : null
  const result: ExpectedResult = { id, status: 'rejected', problem: 'invalid-message', errors }
  return accepted(name, clause, envelope({ payload }), [result])
}

/** A `case.submitted` with one fault in its data. */
function badData(name: string, clause: string, data: Message, place: string, rule: string): EnvelopeVector {
  return faulty(name, clause, submitted(data), [{ pointer: `/messages/0/data${place}`, rule }])
}

function good(name: string, clause: string, data: Message): EnvelopeVector {
  return accepted(name, clause, envelope({ payload: claims({ messages: [submitted(data)] }) }))
}

/** A payload with a number written in a way that no serializer writes. */
function withNumber(place: string): string {
  return JSON.stringify(claims()).replace('"reporter"', `"place":${place},"reporter"`)
}

const without = (member: string): Message =>
  Object.fromEntries(Object.entries(submitted()).filter(([name]) => name !== member))
const place = (longitude: number, latitude: number) => ({ place: { longitude, latitude, crs: 'CGCS2000' } })
const second = submitted({}, { id: 'm-2', case: { sourceId: 'GZ-2' } })

/** Faults inside a message are its own: the envelope is taken, its other messages are recorded. */
export const messageVectors: readonly EnvelopeVector[] = [
  accepted(
    'a bad message between two good ones',
    '§4 independent messages',
    envelope({ payload: claims({ messages: [submitted(), {}, second] }) }),
    [
      { id: 'm-1', status: 'recorded' },
      {
        id: null,
        status: 'rejected',
        problem: 'invalid-message',
        errors: [{ pointer: '/messages/1/type', rule: 'required' }],
      },
      { id: 'm-2', status: 'recorded' },
    ],
  ),
  faulty('no id', 'A23', without('id'), [{ pointer: '/messages/0/id', rule: 'required' }]),
  faulty('an id of another form', 'A23', { ...submitted(), id: 'm 1' }, [
    { pointer: '/messages/0/id', rule: 'pattern' },
  ]),
  faulty('an id that is a number', 'A23', { ...submitted(), id: 1 }, [{ pointer: '/messages/0/id', rule: 'type' }]),
  faulty('an unknown type', '§5', { ...submitted(), type: 'case.eaten' }, [
    { pointer: '/messages/0/type', rule: 'enum' },
  ]),
  faulty('a type that only the hub says', '§5', { ...submitted(), type: 'case.assigned' }, [
    { pointer: '/messages/0/type', rule: 'enum' },
  ]),
  faulty('no data', '§4', without('data'), [{ pointer: '/messages/0/data', rule: 'required' }]),
  faulty('no case', 'B3', without('case'), [{ pointer: '/messages/0/case', rule: 'required' }]),
  faulty('an unknown member of the message', 'A23', { ...submitted(), priority: 1 }, [
    { pointer: '/messages/0/priority', rule: 'unknown-member' },
  ]),
  badData('an unknown member of the data', 'A23', { colour: 'red' }, '/colour', 'unknown-member'),
  faulty(
    'a new case by the hub’s id',
    'B3',
    { ...submitted(), case: { caseId: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e' } },
    [
      { pointer: '/messages/0/case/sourceId', rule: 'required' },
      { pointer: '/messages/0/case/caseId', rule: 'unknown-member' },
    ],
  ),
  good('a title of 200 characters outside the basic plane', 'B15', { title: '𠮷'.repeat(200) }),
  badData('a title of 201 characters', 'B15', { title: '长'.repeat(201) }, '/title', 'maxLength'),
  badData('a title of white space', 'B15', { title: ' \u3000' }, '/title', 'minLength'),
  badData('a bell in the content', 'B15', { content: '响\u0007' }, '/content', 'pattern'),
  badData('a C1 control in the content', 'B15', { content: '\u0085行' }, '/content', 'pattern'),
  badData('a noncharacter in the content', 'B15', { content: '非\uffff' }, '/content', 'pattern'),
  good('tab, line feed and carriage return in the content', 'B15', { content: '一\t二\r\n三' }),
  badData('a time without offset', 'B14', { submittedAt: '2026-11-22T09:55:00' }, '/submittedAt', 'format'),
  badData('a leap second', 'B14', { submittedAt: '2016-12-31T23:59:60Z' }, '/submittedAt', 'format'),
  badData('a day that does not exist', 'B14', { submittedAt: '2026-02-29T09:55:00+08:00' }, '/submittedAt', 'format'),
  good('a time in nanoseconds and UTC', 'B14', { submittedAt: '2026-11-22T01:55:00.123456789Z' }),
  badData('a code that is not listed', '§5', { nature: 'gossip' }, '/nature', 'enum'),
  badData(
    'a sealed reporter who is anonymous',
    'B13',
    { reporter: { kind: 'anonymous', sealed: 'a.b.c.d.e' } },
    '/reporter/sealed',
    'sealed',
  ),
  badData(
    'a body complained about outside a report',
    'B36',
    { subjectNode: '440106-cg' },
    '/subjectNode',
    'report-only',
  ),
  good('a report and the body complained about', 'B36', {
    nature: 'report',
    subjectNode: '440106-cg',
    secrecy: 'identity',
  }),
  good('coordinates with seven decimals', 'A1', place(113.3245678, -23.1357)),
  badData(
    'a longitude without latitude',
    'B35',
    { place: { longitude: 113.3, crs: 'WGS84' } },
    '/place/latitude',
    'required',
  ),
  faulty('coordinates without a reference system', 'B35', submitted({ place: { longitude: 113.3, latitude: 23.1 } }), [
    { pointer: '/messages/0/data/place/crs', rule: 'required' },
  ]),
  badData('a longitude of 181 degrees', 'A1', place(181, 23), '/place/longitude', 'maximum'),
  faulty(
    'coordinates with eight decimals',
    'A1',
    withNumber('{"longitude":113.12345678,"latitude":23,"crs":"WGS84"}'),
    [{ pointer: '/messages/0/data/place/longitude', rule: 'decimals' }],
  ),
  faulty('coordinates with an exponent', 'A1', withNumber('{"longitude":1.13e2,"latitude":23,"crs":"WGS84"}'), [
    { pointer: '/messages/0/data/place/longitude', rule: 'decimals' },
  ]),
  faulty(
    'a rating written 4.0',
    'A1',
    JSON.stringify(
      claims({
        messages: [
          {
            id: 'm-1',
            type: 'case.rated',
            time: '2026-11-22T09:56:00+08:00',
            case: { sourceId: 'GZ-1' },
            data: { rating: 4 },
          },
        ],
      }),
    ).replace('"rating":4', '"rating":4.0'),
    [{ pointer: '/messages/0/data/rating', rule: 'integer' }],
  ),
  badData(
    'an attachment of 0 bytes',
    '§5',
    {
      attachments: [
        {
          digest: 'sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
          size: 0,
          mediaType: 'image/png',
          name: 'a.png',
        },
      ],
    },
    '/attachments/0/size',
    'minimum',
  ),
  badData(
    'an attachment’s name with a path',
    '§5',
    {
      attachments: [
        {
          digest: 'sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
          size: 1,
          mediaType: 'image/png',
          name: '../a.png',
        },
      ],
    },
    '/attachments/0/name',
    'pattern',
  ),
  badData(
    'extensions under a name that is no node',
    'C7',
    { extensions: { other: {} } },
    '/extensions/other',
    'propertyNames',
  ),
  good('extensions under the node’s own name', 'C7', {
    extensions: { '440100': { windowNumber: 'A12', nested: { any: [1, 'two', null] } } },
  }),
  accepted(
    'an envelope in which every message is bad',
    'B39',
    envelope({ payload: claims({ messages: [{}, { id: 'm-2', type: 'case.rated' }] }) }),
    [
      {
        id: null,
        status: 'rejected',
        problem: 'invalid-message',
        errors: [{ pointer: '/messages/0/type', rule: 'required' }],
      },
      {
        id: 'm-2',
        status: 'rejected',
        problem: 'invalid-message',
        errors: [
          { pointer: '/messages/1/time', rule: 'required' },
          { pointer: '/messages/1/case', rule: 'required' },
          { pointer: '/messages/1/data', rule: 'required' },
        ],
      },
    ],
  ),
]
