import type { OtherSide } from '../domain/reconciliation/compare-books.ts'
import { Refusal } from '../domain/shared/refusal.ts'
import type { composePayments } from './payments.ts'
import type { composeUpstreams } from './upstreams.ts'

type Outside = {
  upstreams: Pick<ReturnType<typeof composeUpstreams>, 'upstreamFor'>
  payments: Pick<ReturnType<typeof composePayments>, 'hasProvider' | 'providerFor'>
}

/** Those whose books ours are compared with, for each mode that is configured. */
export function otherSides({ upstreams, payments }: Outside): OtherSide[] {
  return [true, false].flatMap((livemode) => {
    const upstream = configured(() => upstreams.upstreamFor(livemode))
    return upstream === undefined
      ? []
      : [{ livemode, upstream, provider: payments.hasProvider(livemode) ? payments.providerFor(livemode) : null }]
  })
}

function configured<Port>(ask: () => Port): Port | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
