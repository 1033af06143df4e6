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
    const total = sumOf(entries.filter((entry) => entry.account === balance.account && entry.amount.currency === balance.balance.currency))
    if (total !== balance.balance.amount)
      throw new Error(`${balance.account} ${balance.balance.currency}: entries sum to ${total}, the balance says ${balance.balance.amount}`)
    story.step(`${balance.account} ${balance.balance.currency}`, `${show(balance.balance)} = sum of its entries`)
  }
  const moved = sumOf(ours.filter((entry) => entry.account === 'available'))
  const expected = available(closing) - available(opening)
  if (moved !== expected) throw new Error(`the story moved ${moved}, the balance ${expected}`)
  story.step('available moved by', `${show({ amount: moved, currency: 'USD' })}, as the entries say`)
  if (sumOf(ours.filter((entry) => entry.account === 'reserved')) !== 0) throw new Error('something is still held')
  story.step('nothing of it is still held', 'reserved 0.00 USD')
}

function sumOf(entries: LedgerEntry[]): number {
  return entries.reduce((total, entry) => total + entry.amount.amount, 0)
}

function available(balances: Balance[]): number {
  return balances.find((entry) => entry.account === 'available' && entry.balance.currency === 'USD')?.balance.amount ?? 0
}

function signed(entry: LedgerEntry): string {
  return `${entry.amount.amount > 0 ? '+' : ''}${show(entry.amount)}`
}
