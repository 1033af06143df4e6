import { z } from 'zod'
import { valueAt } from '../../../domain/policy/rule-at.ts'
import { HOUSE } from '../../../domain/policy/rule-book.ts'
import { referenceRateAt, type StoredRate } from '../../../domain/quotes/reference-rates.ts'
import { CURRENCY_EXPONENTS, type Currency } from '../../../domain/shared/currencies.ts'
import { currencyWire, idWire, instantWire, toInstantWire } from '../../schema/wire.ts'
import type { StaffContext } from '../staff-door.ts'

const entryWire = z
  .object({
    id: idWire('exr'),
    rate: z.string(),
    source: z.string(),
    effectiveFrom: instantWire,
    isUpcoming: z.boolean(),
    setBy: z.string(),
    setAt: instantWire,
  })
  .meta({ id: 'StaffRateEntry' })

export const rateBookWire = z
  .object({
    rates: z.array(
      z
        .object({
          currency: currencyWire,
          rate: z.string().meta({ description: 'Major units for one CNY, in force now.' }),
          source: z.string(),
          effectiveFrom: instantWire,
          staleFrom: instantWire.meta({ description: 'From then on live quotes refuse it.' }),
          isStale: z.boolean(),
          entries: z.array(entryWire),
        })
        .meta({ id: 'StaffExchangeRate' }),
    ),
    canEdit: z.boolean(),
  })
  .meta({ id: 'StaffRateBook' })

export type RateBookWire = z.input<typeof rateBookWire>

export const rateBookExample: RateBookWire = {
  rates: [
    {
      currency: 'USD',
      rate: '0.1404',
      source: 'Bank of China 10:00',
      effectiveFrom: '2026-11-22T02:00:05.000Z',
      staleFrom: '2026-11-29T02:00:05.000Z',
      isStale: false,
      entries: [],
    },
  ],
  canEdit: true,
}

const FOREIGN = (Object.keys(CURRENCY_EXPONENTS) as Currency[]).filter((currency) => currency !== 'CNY').sort()
/** A year of daily rates of six currencies is some two thousand; nobody reads further back here. */
const MOST_ENTRIES = 500
const SHOWN_ENTRIES = 30

/** The reference rates as the page shows them, read afresh. */
export async function readRateBook({
  office,
  rules,
  clock,
  signedIn,
}: Pick<StaffContext, 'office' | 'rules' | 'clock' | 'signedIn'>): Promise<RateBookWire> {
  const [stored, names] = await Promise.all([office.exchangeRates(MOST_ENTRIES), office.staffNames()])
  const now = clock.now()
  const { maxAgeMs } = valueAt('exchangeRate', now, rules.rowsFor(HOUSE))
  const rates = FOREIGN.flatMap((currency) => {
    const inForce = referenceRateAt(currency, now, stored)
    if (inForce === undefined) return []
    const staleFrom = new Date(inForce.effectiveFrom.getTime() + maxAgeMs)
    const entries = stored.filter((entry) => entry.currency === currency).slice(0, SHOWN_ENTRIES)
    return [
      {
        currency,
        rate: inForce.rate,
        source: inForce.source,
        effectiveFrom: inForce.effectiveFrom.toISOString(),
        staleFrom: toInstantWire(staleFrom),
        isStale: staleFrom <= now,
        entries: entries.map((entry) => presentEntry(entry, now, names)),
      },
    ]
  })
  const roles = signedIn?.user.roles ?? []
  return { rates, canEdit: roles.includes('finance') || roles.includes('operatorAdmin') }
}

function presentEntry(entry: StoredRate, now: Date, names: ReadonlyMap<string, string>): z.input<typeof entryWire> {
  const { id, rate, source, effectiveFrom, setBy, setAt } = entry
  return {
    id,
    rate,
    source,
    effectiveFrom: effectiveFrom.toISOString(),
    isUpcoming: effectiveFrom > now,
    setBy: names.get(setBy) ?? setBy,
    setAt: setAt.toISOString(),
  }
}
