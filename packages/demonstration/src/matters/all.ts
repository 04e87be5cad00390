import { accusationMatters } from './accusations.ts'
import { commerceMatters } from './commerce.ts'
import { communityMatters } from './community.ts'
import { educationMatters } from './education.ts'
import { environmentMatters } from './environment.ts'
import { estateMatters } from './estates.ts'
import { farmingMatters } from './farming.ts'
import { governmentMatters } from './government.ts'
import { healthMatters } from './health.ts'
import { labourMatters } from './labour.ts'
import { newHomeMatters } from './new-homes.ts'
import { orderMatters } from './order.ts'
import { safetyMatters } from './safety.ts'
import type { MatterScript } from './script.ts'
import { streetMatters } from './streets.ts'
import { transportMatters } from './transport.ts'
import { utilityMatters } from './utilities.ts'

/** Every matter the demonstration can tell. */
export const matterScripts: readonly MatterScript[] = [
  ...estateMatters,
  ...newHomeMatters,
  ...streetMatters,
  ...utilityMatters,
  ...orderMatters,
  ...environmentMatters,
  ...transportMatters,
  ...educationMatters,
  ...labourMatters,
  ...commerceMatters,
  ...healthMatters,
  ...safetyMatters,
  ...farmingMatters,
  ...governmentMatters,
  ...communityMatters,
  ...accusationMatters,
]
