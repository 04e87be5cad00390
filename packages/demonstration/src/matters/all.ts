import { commerceMatters } from './commerce.ts'
import { educationMatters } from './education.ts'
import { environmentMatters } from './environment.ts'
import { estateMatters } from './estates.ts'
import { labourMatters } from './labour.ts'
import { orderMatters } from './order.ts'
import type { MatterScript } from './script.ts'
import { streetMatters } from './streets.ts'
import { transportMatters } from './transport.ts'

/** Every matter the demonstration can tell. */
export const matterScripts: readonly MatterScript[] = [
  ...estateMatters,
  ...streetMatters,
  ...orderMatters,
  ...environmentMatters,
  ...transportMatters,
  ...educationMatters,
  ...labourMatters,
  ...commerceMatters,
]
