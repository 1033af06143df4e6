import { buy } from './buy.ts'
import { type Money, type Partner, show } from './partner.ts'
import type { Story } from './story.ts'

type Draw = { id: string; status: string; drawn: Money; owed: Money; dueAt: string }
type TopUp = { id: string; status: string; payUrl: string | null }

/** An order in euro without a euro balance, a top-up, and the credit paid back; answers the ids whose ledger entries belong to it. */
export async function buyOnCredit(partner: Partner, story: Story): Promise<string[]> {
  const order = await buy(partner, story, { keyword: 'cup', currency: 'EUR' })
  const { data } = await partner.get<{ data: Draw[] }>(`/credit-draws?sourceId=${order.id}`)
  const [draw] = data
  if (draw === undefined) {
    story.step('nothing drawn', 'there was enough on the EUR balance')
    return order.lines.map((line) => line.id)
  }
  story.step('drawn on credit', `${show(draw.drawn)}, due ${draw.dueAt.slice(0, 10)}`)
  await tellCredit(partner, story)
  const topUp = await payIn(partner, story, { amount: draw.owed.amount, currency: 'EUR' })
  const repaid = await partner.post<{ draws: Draw[] }>('/credit-repayments', { amount: draw.owed })
  story.step('paid back before it is due', repaid.draws.map(({ status }) => status).join(', '))
  await tellCredit(partner, story)
  return [...order.lines.map((line) => line.id), draw.id, topUp.id, ...repaid.draws.map(({ id }) => id)]
}

async function tellCredit(partner: Partner, story: Story): Promise<void> {
  const euro = (await partner.balances()).find(({ currency }) => currency === 'EUR')
  if (euro?.credit == null) throw new Error('the demo partner has no credit line in euro')
  const { limit, drawn, left } = euro.credit
  story.step('balance', `${show(euro.available)}, credit ${show(drawn)} of ${show(limit)}, ${show(left)} left`)
}

/** Asks for a payment, pays it on the provider's page, waits until it can be spent. */
async function payIn(partner: Partner, story: Story, amount: Money): Promise<TopUp> {
  const asked = await partner.post<TopUp>('/top-ups', { amount, method: 'provider' })
  const opened = await story.wait('top-up', async () => {
    const topUp = await partner.get<TopUp>(`/top-ups/${asked.id}`)
    return { state: topUp.status, answer: topUp.payUrl === null ? undefined : topUp }
  })
  const answer = await fetch(`${opened.payUrl}/pay`, { method: 'POST' })
  if (!answer.ok) throw new Error(`the checkout page answered ${answer.status}`)
  return story.wait(`paid in ${show(amount)}`, async () => {
    const topUp = await partner.get<TopUp>(`/top-ups/${asked.id}`)
    return { state: topUp.status, answer: topUp.status === 'CLEARED' ? topUp : undefined }
  })
}
