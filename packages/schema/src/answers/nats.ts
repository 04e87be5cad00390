import { z } from 'zod'

/** The answer to `POST /v1/self/nats`: either a password or an nkey seed, good for the named subjects only. */
export const NatsCredentials = z
  .object({
    url: z.string().meta({ examples: ['nats://127.0.0.1:4222'] }),
    user: z.string().meta({ examples: ['440100'] }),
    password: z
      .string()
      .meta({ examples: ['pG5v0hYk7cQ1'] })
      .optional(),
    nkey: z
      .string()
      .meta({ examples: ['SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY'] })
      .optional(),
    subjects: z.array(z.string()).meta({ examples: [['inbox.v1.440100.>']] }),
    stream: z.string().meta({ examples: ['INBOX'] }),
    consumer: z
      .string()
      .optional()
      .meta({
        description:
          'the durable pull consumer that the hub keeps for the node on INBOX, and of the same name on INQUIRY',
        examples: ['440100'],
      }),
    inboxPrefix: z
      .string()
      .optional()
      .meta({
        description: 'where the client must let answers to its requests arrive; others are forbidden',
        examples: ['_INBOX_440100'],
      }),
  })
  .meta({ id: 'NatsCredentials', description: 'NATS 凭证' })
export type NatsCredentials = z.infer<typeof NatsCredentials>
