import { config } from 'zod'

/** The page's policy forbids making code from text, so the contracts are checked without zod's compiled checkers. */
config({ jitless: true })
