import { z } from 'zod'
import { CURRENCY_EXPONENTS, type Currency } from '../../domain/shared/currencies.ts'
import type { IdPrefix } from '../../domain/shared/ids.ts'

const CURRENCIES = Object.keys(CURRENCY_EXPONENTS) as [Currency, ...Currency[]]

/** ISO 4217, upper case. */
export const currencyWire = z.enum(CURRENCIES).meta({ id: 'CurrencyCode', description: 'ISO 4217 code.' })

export const moneyWire = z
  .object({
    amount: z.int().meta({ description: 'Count of the minor unit of the currency: fen, cent, yen. Never a fraction.' }),
    currency: currencyWire,
  })
  .meta({ id: 'Money', description: 'An amount of money: an integer of minor units and its currency.' })

/** An amount in a request: at least one minor unit. */
export const moneyInput = z
  .strictObject({ amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER), currency: currencyWire })
  .meta({ id: 'MoneyInput', description: 'An amount: an integer of minor units and its currency.' })

/** An instant in an answer: UTC with `Z`. */
export const instantWire = z.iso.datetime({ offset: true }).meta({ description: 'RFC 3339, UTC.' })

/** An instant in a request: any offset. */
export const instantInput = z.iso.datetime({ offset: true }).max(40)

/** An id of ours in a request or an answer: prefix, `_`, 26 characters of Crockford base32. Opaque to clients. */
export function idWire(prefix: IdPrefix) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
    .max(64)
}

/** 1688's offer id behind our prefix. */
export const productIdWire = z
  .string()
  .regex(/^prd_[0-9]{1,20}$/)
  .max(64)

/** 1688's own opaque id of a seller behind our prefix. */
export const supplierIdWire = z
  .string()
  .regex(/^sup_[A-Za-z0-9_-]{1,64}$/)
  .max(68)

/** 1688's specification hash behind our prefix. */
export const skuIdWire = z
  .string()
  .regex(/^sku_[0-9a-f]{32}$/)
  .max(64)

/** A partner's own reference: unique per partner and resource. */
export const externalRefInput = z
  .string()
  .regex(/^[!-~](?:[ -~]{0,62}[!-~])?$/)
  .min(1)
  .max(64)
  .meta({ description: 'Your own reference: unique among your resources of this kind, up to 64 printable ASCII characters.' })

/** Free labels of the partner: at most 20, each value up to 500 characters. */
export const metadataInput = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/)
      .max(40),
    z.string().max(500),
  )
  .meta({
    maxProperties: 20,
    description: 'Your own labels: up to 20, names up to 40 and values up to 500 characters. Never shown to sellers.',
  })

export const metadataWire = z.record(z.string(), z.string()).meta({ description: 'Your own labels, as you sent them.' })

/** The envelope of every list; `more` are fields of the page as a whole. */
export function listWire<More extends z.ZodRawShape = Record<never, never>>(item: z.ZodType, name: string, more?: More) {
  return z
    .object({
      ...(more as More),
      object: z.literal('list'),
      data: z.array(item),
      hasMore: z.boolean().meta({ description: 'True when an older page exists.' }),
      nextCursor: z.string().nullable().meta({ description: 'Pass it as `cursor` to read the next page; null on the last one.' }),
    })
    .meta({ id: name, description: 'One page, newest first.' })
}

/** Query fields of every list. */
export const pageQuery = {
  limit: z.int().min(1).max(100).default(20).meta({ description: 'Entries per page.' }),
  cursor: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: '`nextCursor` of the page before, unchanged and with the same filters.' }),
}

/** Money for an answer. Throws beyond 2^53 - 1 minor units: better no answer than a wrong one. */
export function toMoneyWire(amount: bigint, currency: Currency): { amount: number; currency: Currency } {
  const shown = Number(amount)
  if (!Number.isSafeInteger(shown)) throw new RangeError(`${amount} minor units do not fit on the wire`)
  return { amount: shown, currency }
}

/** An instant for an answer, or null. */
export function toInstantWire<When extends Date | null>(when: When): When extends Date ? string : string | null {
  return (when === null ? null : when.toISOString()) as When extends Date ? string : string | null
}
