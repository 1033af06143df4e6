import { setTimeout as sleep } from 'node:timers/promises'
import { onceAgain } from '../../support/stack-again.ts'
import type { MockControl, MockOrder } from '../../support/stack-mock.ts'

type Weather = { control: MockControl; offerIds: readonly string[]; random: () => number }

const EVERY_MS = 400

/** What sellers and 1688 do meanwhile, one thing after another until stopped; answers how often each was done. */
export function startWeather({ control, offerIds, random }: Weather) {
  const done: Record<string, number> = {}
  const one = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const some = (count: number): string[] => Array.from({ length: count }, () => one(offerIds) ?? '')
  const unpaid = async (): Promise<MockOrder | undefined> => one(await control.orders('status=waitbuyerpay'))

  const changes: Record<string, () => Promise<unknown>> = {
    'orders split by line': () => control.settings({ split: 'perLine' }),
    'orders split by product': () => control.settings({ split: 'perOffer' }),
    'orders not split': () => control.settings({ split: 'none' }),
    'products refused at create': () => control.settings({ failOffers: Object.fromEntries(some(8).map((id) => [id, '500_004'])) }),
    'products sold again': () => control.settings({ failOffers: {} }),
    'orders made for a while time out unpaid in 2 s': async () => {
      await control.settings({ payTimeoutSeconds: 2 })
      await sleep(EVERY_MS)
      await control.settings({ payTimeoutSeconds: 43_200 })
    },
    'product prices up': () => Promise.all(some(8).map((id) => control.post(`/products/${id}/price`, { percent: 107 }))),
    'product prices back': () => Promise.all(some(60).map((id) => control.post(`/products/${id}/price`, { percent: 100 }))),
    'unpaid order made dearer': async () => {
      const order = await unpaid()
      if (order !== undefined)
        await control.post(`/orders/${order.orderId}/price`, { goodsFen: order.totalFen + 900 }).catch(() => undefined)
    },
    'unpaid order closed by its seller': async () => {
      const order = await unpaid()
      if (order !== undefined) await control.post(`/orders/${order.orderId}/close`).catch(() => undefined)
    },
  }

  const names = Object.keys(changes)
  const step = async (): Promise<void> => {
    const name = one(names) ?? ''
    done[name] = (done[name] ?? 0) + 1
    await onceAgain(async () => changes[name]?.())
  }
  let last = Promise.resolve()
  const timer = setInterval(() => {
    last = last.then(step)
  }, EVERY_MS)
  return {
    done,
    stop: async (): Promise<void> => {
      clearInterval(timer)
      await last
      await control.settings({ split: 'none', failOffers: {}, payTimeoutSeconds: 43_200, payOutcome: 'paid' })
    },
  }
}
