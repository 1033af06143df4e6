import { z } from 'zod'

const hours = z.number().positive()
const count = z.number().int().nonnegative()

const pushSettings = z.strictObject({
  /** Every nth message is lost altogether: neither delivered nor to be pulled. 0 = none. */
  loseEvery: count.default(0),
  /** Every nth message arrives twice. 0 = none. */
  duplicateEvery: count.default(0),
  /** Messages arrive in swapped pairs. */
  reorder: z.boolean().default(false),
  retries: count.default(3),
  retryDelayMs: count.default(1000),
  timeoutMs: count.default(5000),
  /** false: nothing is sent, everything waits to be pulled. */
  enabled: z.boolean().default(true),
})

const autopilot = z.strictObject({
  /** Hours from payment until the seller ships; null = by hand. */
  shipAfterHours: hours.nullable().default(null),
  /** Hours between two steps of a domestic parcel until it is signed for; null = by hand. */
  parcelStepHours: hours.nullable().default(null),
  /** Hours between two steps of an international shipment; null = by hand. */
  carrierStepHours: hours.nullable().default(null),
  /** What sellers do with a new refund, and after how long; `silent` = nothing until the time-out. */
  refundReply: z.enum(['silent', 'agree', 'reject']).default('silent'),
  refundReplyHours: hours.default(2),
})

const deadlines = z.strictObject({
  /** Silence on a refund of unshipped goods. */
  sellerAnswerUnshippedHours: hours.default(24),
  /** Silence on any other refund. */
  sellerAnswerHours: hours.default(120),
  /** After a refusal the buyer must change the refund. */
  buyerModifyHours: hours.default(120),
  /** After agreement the buyer must send the goods back. */
  buyerSendHours: hours.default(168),
  /** The seller must confirm the goods that came back. */
  sellerReceiveHours: hours.default(168),
})

export const settingsSchema = z.strictObject({
  callbackUrl: z.string().url().nullable().default(null),
  /** What createCrossOrder does with an `outOrderId` used before: the truth is unknown (spec 5.1). */
  outOrderIdRepeat: z.enum(['second', 'same', 'error']).default('second'),
  /** How long a new order stays invisible to the list's `outOrderId` filter, in milliseconds of the mock's clock. */
  listOutOrderIdDelayMs: count.default(0),
  listShowsOutOrderId: z.boolean().default(false),
  /** The real list is reported to ignore `orderIds`. */
  listIgnoresOrderIds: z.boolean().default(true),
  /** Split every create: by product or by line. More than 50 SKUs always split. */
  split: z.enum(['none', 'perOffer', 'perLine']).default('none'),
  /** offerId -> error code: lines that land in `failedOfferList`. */
  failOffers: z.record(z.string().regex(/^\d+$/), z.string()).default({}),
  payOutcome: z.enum(['paid', 'refused', 'paidAnswersFalse', 'late']).default('paid'),
  /** How late a `late` payment is, in milliseconds of the mock's clock. */
  payLateMs: count.default(60_000),
  /** A second debit of a paid order: answered as paid again, or refused. */
  secondDebit: z.enum(['paid', 'refused']).default('paid'),
  debitChannels: z.array(z.enum(['SHEGOU', 'ALIPAY'])).default(['SHEGOU', 'ALIPAY']),
  /** What becomes of a buyer's wish to change the address: done, put to the seller, or refused. */
  addressChange: z.enum(['done', 'asksSeller', 'refused']).default('done'),
  cancelMinAgeSeconds: count.default(10),
  payTimeoutSeconds: count.default(43_200),
  tokenLifeSeconds: count.default(36_000),
  refreshEndsOldToken: z.boolean().default(false),
  /** Calls per real second and app; null = no limit. */
  appQps: z.number().int().positive().nullable().default(null),
  /** API name -> calls left; at 0 every call is `gw.NoUsageLeftError`. */
  quotas: z.record(z.string(), count).default({}),
  /** Null members written as null, or left out. */
  nulls: z.enum(['keep', 'drop']).default('keep'),
  /** Adds the stray `class` members that real answers carry. */
  classKeys: z.boolean().default(false),
  /** Latency of every answer of the 1688 side, in milliseconds. */
  latencyMs: count.default(0),
  push: pushSettings.prefault({}),
  autopilot: autopilot.prefault({}),
  deadlines: deadlines.prefault({}),
})

export type Settings = z.output<typeof settingsSchema>

/** The settings with several patches applied in their order; without any, the settings themselves. */
export function settingsWith(settings: Settings, patches: readonly Readonly<Record<string, unknown>>[]): Settings {
  return patches.filter((patch) => Object.keys(patch).length > 0).reduce((sum: Settings, patch) => patchSettings(sum, patch), settings)
}

/** The settings with a patch applied: the groups `push`, `autopilot` and `deadlines` are merged, all else is replaced. Throws ZodError. */
export function patchSettings(settings: Settings, patch: Readonly<Record<string, unknown>>): Settings {
  const merged: Record<string, unknown> = { ...settings, ...patch }
  for (const group of ['push', 'autopilot', 'deadlines'] as const) {
    if (patch[group] && typeof patch[group] === 'object') merged[group] = { ...settings[group], ...patch[group] }
  }
  return settingsSchema.parse(merged)
}
