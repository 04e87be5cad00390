import type { NatureCode } from '@inquiry/schema'

/** Something worth knowing of a table of rules that is not a fault. */
export type Finding =
  | {
      /** Equally specific rules that may match the same case and send it to different places: the earlier wins. */
      kind: 'tie'
      rules: readonly string[]
    }
  | {
      /** Every case that the rule matches goes by the one other rule. */
      kind: 'shadowed'
      rule: string
      by: string
    }
  | {
      /** No case goes by the rule: because its code is in no list, or because others together take all its cases. */
      kind: 'unreachable'
      rule: string
      because: 'no-such-division' | 'no-such-category' | 'others'
    }
  | {
      /**
       * Cases that no rule answers for, whatever their text. A code stands for what lies below it too, as far as no rule
       * answers; null stands for cases without a category. `fallsTo` is the default that has them.
       */
      kind: 'gap'
      divisions: readonly string[]
      categories: 'all' | readonly (string | null)[]
      natures: 'all' | readonly NatureCode[]
      fallsTo: 'default:city' | 'default:origin'
    }
