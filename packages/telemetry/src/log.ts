import { pino, type Logger } from 'pino'

export type Log = Logger

/** One JSON line per entry on standard error; what could name a person or open a door is never written. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'authorization',
          '*.authorization',
          'headers',
          '*.sealed',
          '*.jws',
          '*.password',
          '*.content',
          '*.title',
        ],
        remove: true,
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}
