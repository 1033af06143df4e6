import type { Tenant } from '../shared/tenant.ts'

/** What a notice announces the end of. */
export const NOTICE_TOPICS = ['FREE_STORAGE', 'ABANDONMENT'] as const
export type NoticeTopic = (typeof NOTICE_TOPICS)[number]

/** One thing the owner of a lot was told about its storage; each step of a lot once. */
export type StorageNotice = Tenant & {
  id: string
  lotId: string
  step: string
  about: NoticeTopic
  sentAt: Date
  /** When a key of the partner was handed the event; null until then. */
  deliveredAt: Date | null
  version: number
}
