import type { Batch, Comparing } from './compare-books.ts'

/** What lies in 1688's clearing account must be the payments and refunds that were compared one by one, and nothing else. */
export async function* compareLedger({ tools, side, run }: Comparing): AsyncGenerator<Batch> {
  const { fen, sources } = await tools.books.unexplainedClearing(side.livemode)
  if (sources.length === 0) return
  yield {
    moving: [],
    counted: {},
    findings: [
      {
        livemode: side.livemode,
        kind: 'CLEARING_UNEXPLAINED',
        subject: 'sellerClearing1688',
        subjectAt: run.windowTo,
        partnerId: null,
        orderId: null,
        currency: 'CNY',
        ours: { postings: sources.join(', ') },
        theirs: null,
        oursMinor: fen,
        theirsMinor: null,
      },
    ],
  }
}
