import { standardList } from './standard-list.ts'

/** Who may have a resource of the catalogue (共享类型, 《政务信息资源目录编制指南（试行）》). */
export const sharingTypeCodes = ['unconditional', 'conditional', 'none'] as const

export type SharingTypeCode = (typeof sharingTypeCodes)[number]

/** The codes of `sharing-type` with their labels. */
export const sharingTypes = /* @__PURE__ */ standardList('sharing-type', '1', sharingTypeCodes, {
  unconditional: ['无条件共享', 'Shared without condition'],
  conditional: ['有条件共享', 'Shared on condition'],
  none: ['不予共享', 'Not shared'],
})
