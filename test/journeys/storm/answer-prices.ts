import { setTimeout as sleep } from 'node:timers/promises'
import type { OrderWire } from './storm-partner.ts'
import type { Member } from './storm-partners.ts'

/** Partners look at their price questions and answer most of them. */
export function answerPrices(members: Member[], random: () => number) {
  let stopped = false
  const decisions = new Map<string, 'accept' | 'reject' | 'silent'>()
  const decide = (id: string) => {
    const chance = random()
    const decision = decisions.get(id) ?? (chance < 0.6 ? 'accept' : chance < 0.85 ? 'reject' : 'silent')
    decisions.set(id, decision)
    return decision
  }
  const loop = async (): Promise<void> => {
    while (!stopped) {
      for (const { program } of members) {
        for (const { id } of await program.all<OrderWire>('/v1/orders?status=PRICE_CONFIRM_HOLD')) {
          const decision = decide(id)
          if (decision !== 'silent') await program.answerPrice(id, decision)
        }
      }
      await sleep(500)
    }
  }
  const ended = loop()
  return {
    decisions,
    stop: () => {
      stopped = true
      return ended
    },
  }
}
