import { type Balance, type LedgerEntry, type Partner, show } from './partner.ts'
import type { Story } from './story.ts'

/** Prints what moved and proves it: every balance equals the sum of its entries, and the balance moved by exactly this story. */
export async function showLedger(
  partner: Partner,
  { opening, sources, story }: { opening: Balance[]; sources: string[]; story: Story },
): Promise<void> {
  const entries = await partner.ledgerEntries()
  const closing = await partner.balances()
  const ours = entries.filter((entry) => sources.includes(entry.source.id)).reverse()
  for (const entry of ours)
    story.note(
      `${entry.template.padEnd(18)} ${entry.account.padEnd(12)} ${signed(entry).padStart(16)}   ${entry.source.type} ${entry.source.id}`,
    )
  for (const balance of closing) {
    for (const [account, amount] of accountsOf(balance)) {
      const total = sumOf(entries.filter((entry) => entry.account === account && entry.amount.currency === balance.currency))
      if (total !== amount) throw new Error(`${account} ${balance.currency}: entries sum to ${total}, the balance says ${amount}`)
    }
    story.step(`all accounts in ${balance.currency}`, `${show(balance.available)} available, as the entries add up`)
  }
  const moved = sumOf(ours.filter((entry) => entry.account === 'available' && entry.amount.currency === 'USD'))
  const expected = available(closing) - available(opening)
  if (moved !== expected) throw new Error(`the story moved ${moved}, the balance ${expected}`)
  story.step('available moved by', `${show({ amount: moved, currency: 'USD' })}, as the entries say`)
  if (sumOf(ours.filter((entry) => entry.account === 'reserved')) !== 0) throw new Error('something is still held')
  story.step('nothing of it is still held', 'reserved 0.00 USD')
}

/** The accounts of the ledger behind a balance: what is owed is a negative one. */
function accountsOf({ available, reserved, pending, owed, credit }: Balance): [string, number][] {
  return [
    ['available', available.amount],
    ['reserved', reserved.amount],
    ['pending', pending.amount],
    ['owed', -owed.amount],
    ['creditLine', -(credit?.drawn.amount ?? 0)],
  ]
}

function sumOf(entries: LedgerEntry[]): number {
  return entries.reduce((total, entry) => total + entry.amount.amount, 0)
}

function available(balances: Balance[]): number {
  return balances.find(({ currency }) => currency === 'USD')?.available.amount ?? 0
}

function signed(entry: LedgerEntry): string {
  return `${entry.amount.amount > 0 ? '+' : ''}${show(entry.amount)}`
}
