import { Digest } from '@inquiry/schema'
import { z } from 'zod'
import calendar2024 from '../data/calendars/2024.json' with { type: 'json' }
import calendar2025 from '../data/calendars/2025.json' with { type: 'json' }
import calendar2026 from '../data/calendars/2026.json' with { type: 'json' }
import digests from '../data/digests.json' with { type: 'json' }
import choice from '../data/profile-choice.json' with { type: 'json' }
import govInfo2019 from '../data/profiles/gov-info-2019.json' with { type: 'json' }
import hotlineGd2022 from '../data/profiles/hotline-gd-2022.json' with { type: 'json' }
import xinfang2022 from '../data/profiles/xinfang-2022.json' with { type: 'json' }
import { Calendar } from './calendar.ts'
import { canonicalDigest } from './canonical-digest.ts'
import { ClockError } from './clock-error.ts'
import { DeadlineProfile } from './deadline-profile.ts'
import { ProfileChoice } from './profile-choice.ts'

/**
 * The digests of the shipped calendars and profiles by `calendar/<year>/<version>` and `profile/<id>/<version>`: the
 * text to put a signature over.
 */
export const dataDigests: Readonly<Record<string, string>> = z.record(z.string(), Digest).parse(digests)

/** The calendars published so far, in the order of their years. */
export const calendars: readonly Calendar[] = [calendar2024, calendar2025, calendar2026]
  .map((data) => Calendar.parse(data))
  .map((calendar) => unaltered(`calendar/${calendar.year}/${calendar.version}`, calendar))

/** The deadline profiles that come with the hub. */
export const deadlineProfiles: readonly DeadlineProfile[] = [xinfang2022, govInfo2019, hotlineGd2022]
  .map((data) => DeadlineProfile.parse(data))
  .map((profile) => unaltered(`profile/${profile.id}/${profile.version}`, profile))

/** Which of them a case gets where no rule names one (annex A15). */
export const shippedProfileChoice: ProfileChoice = ProfileChoice.parse(choice)

/** Changed data under an old version would make past due dates irreproducible: throws `data-altered`. */
function unaltered<T>(name: string, value: T): T {
  if (dataDigests[name] === canonicalDigest(value)) return value
  throw new ClockError('data-altered', `${name} is not what its digest says; a change needs a new version`)
}
