import type { ServiceCode } from './service-catalogue.ts'

/** A service as asked for; `instructions` are for the people at the bench. */
export type RequestedService = { code: ServiceCode; quantity: number; instructions: string | null }

/** A service of a quoted line with its price: all units together, in fen and in the currency of the quote. */
export type QuotedService = RequestedService & { priceFen: bigint; amountMinor: bigint }

export const SERVICE_STATES = ['REQUESTED', 'DONE', 'NOT_DONE'] as const
export type ServiceState = (typeof SERVICE_STATES)[number]

/** A service of an order line: paid with the line, then done at the warehouse, or not, and then its price goes back. */
export type LineService = QuotedService & {
  state: ServiceState
  settledAt: string | null
  settledBy: string | null
  /** Why it was not done, for the partner. */
  reason: string | null
  /** Given back because it was not done: the price, and its part of the FX margin. */
  refundedMinor: bigint
  refundedMarginMinor: bigint
}

/** The services an order keeps of a quoted line: all still to be done. */
export function orderedServices(quoted: readonly QuotedService[] | undefined): LineService[] {
  return (quoted ?? []).map((service) => ({
    ...service,
    state: 'REQUESTED',
    settledAt: null,
    settledBy: null,
    reason: null,
    refundedMinor: 0n,
    refundedMarginMinor: 0n,
  }))
}

/** What was paid for services that are still to be done: a refund gives it back (domain.md 10.9, "unperformed only"). */
export function undoneMinor(services: readonly LineService[]): bigint {
  return total(services.filter(({ state }) => state === 'REQUESTED').map(({ amountMinor }) => amountMinor))
}

/** What has gone back for services that were not done. */
export function givenBackMinor(services: readonly LineService[]): { servicesMinor: bigint; fxMarginMinor: bigint } {
  return {
    servicesMinor: total(services.map(({ refundedMinor }) => refundedMinor)),
    fxMarginMinor: total(services.map(({ refundedMarginMinor }) => refundedMarginMinor)),
  }
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n)
}
