import t from 'tap'
import type { EvidenceItem } from '../../src/domain/refunds/refund-case.ts'
import type { RefundState } from '../../src/domain/refunds/refund-states.ts'
import { openBench } from '../support/stack-bench.ts'
import { PARTNER, startBuyer } from '../support/stack-buyer.ts'
import { API, type MockFault } from '../support/stack-mock.ts'

async function start(t: Parameters<typeof startBuyer>[0]) {
  const buyer = await startBuyer(t)
  return { buyer, bench: await openBench(buyer) }
}

const filingFaults: readonly { name: string; fault: MockFault; state?: RefundState }[] = [
  { name: 'cut before it took effect', fault: { api: API.createRefund, kind: 'cutBefore' } },
  { name: 'cut after it took effect', fault: { api: API.createRefund, kind: 'cutAfter' } },
  { name: 'HTTP 500', fault: { api: API.createRefund, kind: 'http', status: 500 } },
  { name: 'JSON that breaks off', fault: { api: API.createRefund, kind: 'garbage' } },
  { name: 'called too often', fault: { api: API.createRefund, kind: 'gateway', code: 'gw.QosAppFrequencyLimit' } },
  { name: '5010, although nothing is there', fault: { api: API.createRefund, kind: 'business', code: '5010' } },
  { name: 'refused for its amount', fault: { api: API.createRefund, kind: 'business', code: '5011' }, state: 'UNDER_REVIEW' },
]

t.test('a claim is filed at most once, whatever goes wrong', async (t) => {
  const { buyer, bench } = await start(t)
  for (const { name, fault, state = 'SELLER_PENDING' } of filingFaults) {
    t.test(name, async (t) => {
      const { lines } = await bench.bought()
      const refund = await bench.request(lines[0]?.id ?? '', 10)
      const before = (await buyer.control.refunds()).length
      await buyer.control.fault(fault)
      await bench.file(refund.id)
      await buyer.control.clearFaults()
      await bench.sync(refund.id)
      t.equal((await bench.refund(refund.id))?.state, state)
      t.equal((await buyer.control.refunds()).length - before, state === 'SELLER_PENDING' ? 1 : 0)
      t.strictSame(await buyer.newProblems(), [])
    })
  }

  t.test('two workers at the same claim', async (t) => {
    const { lines } = await bench.bought()
    const refund = await bench.request(lines[0]?.id ?? '', 10)
    const before = (await buyer.control.refunds()).length
    await buyer.control.fault({ api: API.createRefund, kind: 'latency', ms: 100 })
    await Promise.allSettled(Array.from({ length: 3 }, () => buyer.core.steps.fileRefund(refund.id)))
    await bench.file(refund.id)
    t.equal((await buyer.control.refunds()).length - before, 1)
    t.strictSame(await buyer.newProblems(), [])
  })
})

t.test('what the seller does', async (t) => {
  const { buyer, bench } = await start(t)
  const move = async (upstreamRefundId: string, refundId: string, word: string): Promise<RefundState | undefined> => {
    await buyer.control.post(`/refunds/${upstreamRefundId}/${word}`)
    await bench.sync(refundId)
    return (await bench.refund(refundId))?.state
  }

  t.test('refuses: the claim needs a modification; agrees after it: the money comes once', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
    t.equal(await move(claim.upstreamRefundId, claim.refundId, 'reject'), 'NEEDS_MODIFICATION')
    t.equal(await move(claim.upstreamRefundId, claim.refundId, 'modify'), 'SELLER_PENDING')
    t.equal(await move(claim.upstreamRefundId, claim.refundId, 'agree'), 'UPSTREAM_SUCCESS')
    await bench.payOut(claim.refundId)
    t.equal((await bench.refund(claim.refundId))?.state, 'PAID_OUT')
    t.match(await bench.line(claim.lineId), { state: 'STORED', inStock: 10, refunded: 4, failedOnHold: 0 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('the time-out closes the claim: nothing is paid, and the partner decides anew on what lies here', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
    t.equal(await move(claim.upstreamRefundId, claim.refundId, 'close'), 'UPSTREAM_CLOSED')
    await bench.payOut(claim.refundId)
    t.equal((await bench.refund(claim.refundId))?.payoutMinor, null)
    t.match(await bench.inspection(claim.inspectionId), { state: 'DECISION_PENDING', decision: null, decidedAt: null })
    t.match(await bench.line(claim.lineId), { state: 'EXCEPTION_HOLD', failedOnHold: 4 })
    await bench.decide(claim.inspectionId, 'ACCEPT_AS_IS')
    t.match(await bench.line(claim.lineId), { state: 'STORED', inStock: 10, failedOnHold: 0, refunded: 0 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('a closed claim can be made again in another way', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
    await move(claim.upstreamRefundId, claim.refundId, 'close')
    const { refund } = await bench.decide(claim.inspectionId, 'RETURN_REFUND')
    t.match(refund, { state: 'FILING', quantity: 4 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('after a closed claim silence keeps the units: no claim repeats itself', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
    await move(claim.upstreamRefundId, claim.refundId, 'close')
    await buyer.advance(4 * 24 * 3_600_000)
    await buyer.core.steps.applyDeadlines()
    t.match(await bench.inspection(claim.inspectionId), { state: 'DECIDED', decision: 'ACCEPT_AS_IS' })
    t.match(await bench.line(claim.lineId), { state: 'STORED', inStock: 10, failedOnHold: 0 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('agrees to the return: the units leave once, the money comes when the seller has them', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'RETURN_REFUND')
    t.equal(await move(claim.upstreamRefundId, claim.refundId, 'agree'), 'RETURN_APPROVED')
    const sent = await Promise.allSettled([bench.sendBack(claim.refundId), bench.sendBack(claim.refundId)])
    t.equal(sent.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    await bench.sync(claim.refundId)
    t.match(await bench.line(claim.lineId), { returnedToSeller: 4, failedOnHold: 0, inStock: 6 })
    t.equal(await move(claim.upstreamRefundId, claim.refundId, 'confirm-return'), 'UPSTREAM_SUCCESS')
    await bench.payOut(claim.refundId)
    t.match(await bench.line(claim.lineId), { state: 'STORED', refunded: 4, inStock: 6 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('gives more than was asked: the partner gets no more than the line cost, the rest waits for review', async (t) => {
    const claim = await bench.claimed({ passed: 0, failed: 10 }, 'REFUND_ONLY')
    const line = await bench.line(claim.lineId)
    await move(claim.upstreamRefundId, claim.refundId, 'reject')
    await buyer.control.post(`/refunds/${claim.upstreamRefundId}/modify`, { applyPaymentFen: Number(line?.goodsFen ?? 0n) * 3 })
    t.equal(await move(claim.upstreamRefundId, claim.refundId, 'agree'), 'UPSTREAM_SUCCESS')
    await bench.payOut(claim.refundId)
    const paid = await bench.refund(claim.refundId)
    t.equal(paid?.state, 'PAID_OUT')
    t.ok((paid?.payoutMinor ?? 0n) <= (line?.totalMinor ?? 0n))
    t.strictSame(await buyer.newProblems(), [])
  })
})

t.test('an upstream refund pays out once', async (t) => {
  const { buyer, bench } = await start(t)

  t.test('read and paid by many workers at the same time', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
    await buyer.control.post(`/refunds/${claim.upstreamRefundId}/agree`)
    await Promise.allSettled(Array.from({ length: 4 }, () => buyer.core.steps.syncRefund(claim.refundId)))
    const before = await buyer.available()
    await Promise.allSettled(Array.from({ length: 4 }, () => bench.payOut(claim.refundId)))
    await bench.payOut(claim.refundId)
    const refund = await bench.refund(claim.refundId)
    t.equal((await buyer.available()) - before, refund?.payoutMinor)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('before shipment the whole line goes back, freight included, and its story is over', async (t) => {
    const before = await buyer.available()
    const { lines, orderId } = await bench.bought()
    const lineId = lines[0]?.id ?? ''
    const refund = await bench.request(lineId, 10)
    await bench.file(refund.id)
    await buyer.control.post(`/refunds/${(await bench.refund(refund.id))?.upstreamRefundId}/agree`)
    await bench.sync(refund.id)
    await bench.payOut(refund.id)
    t.match(await bench.line(lineId), { state: 'REFUNDED', refunded: 10, refundedUnshipped: 10, awaitingSeller: 0 })
    t.ok((await buyer.available()) <= before)
    await t.rejects(bench.request(lineId, 1), { name: 'Refusal' })
    for (const { id } of await buyer.purchases(orderId)) await buyer.settled(() => buyer.core.steps.syncPurchase(id))
    t.strictSame(await buyer.newProblems(), [])
  })
})

t.test('before shipment 1688 takes a line back whole or not at all', async (t) => {
  const { buyer, bench } = await start(t)
  const { lines } = await bench.bought()
  const [line] = lines
  const whole = (line?.goodsMinor ?? 0n) + (line?.domesticFreightMinor ?? 0n)
  await t.rejects(bench.request(line?.id ?? '', 4), { code: 'refund.amount_must_be_full', facts: { quantity: 4, ordered: 10 } })
  await t.rejects(bench.request(line?.id ?? '', 10, 'BEFORE_SHIPMENT', whole - 1n), { code: 'refund.amount_must_be_full' })
  t.match(await bench.request(line?.id ?? '', 10, 'BEFORE_SHIPMENT', whole), { state: 'FILING', requestedMinor: whole })
  t.strictSame(await buyer.newProblems(), [])
})

t.test('two claims on one line never come to more than was paid', async (t) => {
  const { buyer, bench } = await start(t)

  t.test('asked for at the same time, more than there is: one is refused', async (t) => {
    const { lines } = await bench.bought()
    const lineId = lines[0]?.id ?? ''
    const asked = await Promise.allSettled([bench.request(lineId, 10), bench.request(lineId, 10)])
    t.equal(asked.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('one after another in units that fit: together the line, to the fen', async (t) => {
    const goods = await bench.inspected({ passed: 10, failed: 0 })
    const paid: bigint[] = []
    for (const quantity of [3, 3, 4]) {
      const refund = await bench.request(goods.lineId, quantity, 'REFUND_NO_RETURN_SELLER')
      await bench.file(refund.id)
      const upstreamRefundId = (await bench.refund(refund.id))?.upstreamRefundId
      await buyer.control.post(`/refunds/${upstreamRefundId}/agree`)
      await bench.sync(refund.id)
      await bench.payOut(refund.id)
      paid.push((await bench.refund(refund.id))?.payoutMinor ?? 0n)
    }
    const line = await bench.line(goods.lineId)
    t.equal(line?.refunded, 10)
    t.equal(
      paid.reduce((total, one) => total + one, 0n),
      line?.refundedMinor,
    )
    t.ok((line?.refundedMinor ?? 0n) <= (line?.totalMinor ?? 0n))
    await t.rejects(bench.request(goods.lineId, 1, 'REFUND_NO_RETURN_SELLER'), { name: 'Refusal' })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('both with a lost answer: each keeps its own upstream refund', async (t) => {
    const goods = await bench.inspected({ passed: 10, failed: 0 })
    const [one, other] = [
      await bench.request(goods.lineId, 2, 'RETURN_REFUND'),
      await bench.request(goods.lineId, 3, 'REFUND_NO_RETURN_SELLER'),
    ]
    await buyer.control.fault({ api: API.createRefund, kind: 'cutAfter' })
    await t.rejects(
      buyer.control
        .fault({ api: API.refundsOfOrder, kind: 'http', status: 500, times: null })
        .then(() => buyer.core.steps.fileRefund(one.id)),
    )
    await buyer.control.clearFaults()
    await t.rejects(buyer.core.steps.fileRefund(other.id), 'the second waits until the first is clear')
    await bench.file(one.id)
    const [upstream] = await buyer.control.refunds()
    t.equal((await bench.refund(one.id))?.upstreamRefundId, upstream?.refundId, 'it is the first one’s')
    t.equal((await bench.refund(other.id))?.upstreamRefundId, null)
    t.strictSame(await buyer.newProblems(), [])
  })
})

t.test('a claim can be withdrawn', async (t) => {
  const { buyer, bench } = await start(t)

  t.test('while it waits for its filing: not, it may be on its way', async (t) => {
    const { lines } = await bench.bought()
    const refund = await bench.request(lines[0]?.id ?? '', 10)
    await t.rejects(bench.cancel(refund.id), { code: 'refund.move_not_allowed' })
  })

  t.test('when it is filed, through 1688', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
    await bench.sync(claim.refundId)
    await bench.cancel(claim.refundId)
    t.equal((await bench.refund(claim.refundId))?.state, 'CANCELLING')
    await bench.sync(claim.refundId)
    t.equal((await bench.refund(claim.refundId))?.state, 'CANCELLED')
    t.strictSame(
      (await buyer.control.refunds()).map((refund) => refund.status),
      ['refundclose'],
    )
    t.match(await bench.inspection(claim.inspectionId), { state: 'DECISION_PENDING' })
    await bench.decide(claim.inspectionId, 'DISPOSE')
    t.match(await bench.line(claim.lineId), { state: 'STORED', disposed: 4, failedOnHold: 0 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('too late, when the seller has paid: the money comes', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
    await bench.sync(claim.refundId)
    await buyer.control.post(`/refunds/${claim.upstreamRefundId}/agree`)
    await bench.cancel(claim.refundId)
    await bench.sync(claim.refundId)
    await bench.payOut(claim.refundId)
    t.equal((await bench.refund(claim.refundId))?.state, 'PAID_OUT')
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('not when the goods are on their way back', async (t) => {
    const claim = await bench.claimed({ passed: 6, failed: 4 }, 'RETURN_REFUND')
    await buyer.control.post(`/refunds/${claim.upstreamRefundId}/agree`)
    await bench.sync(claim.refundId)
    await bench.sendBack(claim.refundId)
    await t.rejects(bench.cancel(claim.refundId), { code: 'refund.move_not_allowed' })
    t.strictSame(await buyer.newProblems(), [])
  })
})

t.test('a claim that lacks evidence', async (t) => {
  const { buyer, bench } = await start(t)
  /** Two pictures are asked for that the bench has not taken. */
  const lacking = async () => {
    const goods = await bench.inspected({ passed: 10, failed: 0 })
    const refund = await bench.request(goods.lineId, 2, 'REFUND_NO_RETURN_SELLER', null, 'WRONG_ITEM')
    const [fileId] = await bench.pictures(goods.inspectionId)
    return { ...goods, refund, fileId: fileId ?? '' }
  }

  t.test('says what it waits for and until when', async (t) => {
    const { refund } = await lacking()
    t.match(refund, { state: 'NEEDS_EVIDENCE', missingEvidence: ['SKU_LABEL', 'ITEM_FRONT'] })
    t.equal((refund.deadlineAt?.getTime() ?? 0) - buyer.clock.now().getTime(), 72 * 3_600_000)
  })

  t.test('keeps what is handed in, and goes on when nothing is missing', async (t) => {
    const { refund, fileId } = await lacking()
    const first = await bench.handIn(refund.id, [{ fileId, item: 'SKU_LABEL' }])
    t.match(first, { state: 'NEEDS_EVIDENCE', missingEvidence: ['ITEM_FRONT'], deadlineAt: refund.deadlineAt })
    const all = await bench.handIn(refund.id, [{ fileId, item: 'ITEM_FRONT' }])
    t.match(all, { state: 'FILING', missingEvidence: [], deadlineAt: null, evidenceFileIds: [fileId] })
    await bench.file(refund.id)
    t.equal((await bench.refund(refund.id))?.state, 'FILED_UPSTREAM', 'with the pictures')
    await t.rejects(bench.handIn(refund.id, [{ fileId, item: 'ITEM_FRONT' }]), { code: 'refund.move_not_allowed' })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('takes no picture of nobody’s, and none its reason does not ask for', async (t) => {
    const { refund, fileId } = await lacking()
    await t.rejects(bench.handIn(refund.id, [{ fileId: 'fil_none', item: 'SKU_LABEL' }]), { code: 'resource.not_found' })
    await t.rejects(bench.handIn(refund.id, [{ fileId, item: 'LAB_REPORT' }]), { code: 'refund.evidence_missing' })
    t.match(await bench.refund(refund.id), { state: 'NEEDS_EVIDENCE', evidenceItems: [], evidenceFileIds: [] })
  })

  t.test('does not wait when everything comes with it', async (t) => {
    const { lineId, fileId } = await lacking()
    const claim = (evidenceItems: EvidenceItem[]) =>
      buyer.core.uow.run((tx) =>
        buyer.core.commands.requestRefund(tx, {
          ...{ tenant: buyer.tenant, actor: PARTNER, lineId, quantity: 2, type: 'REFUND_NO_RETURN_SELLER', reasonCode: 'WRONG_ITEM' },
          ...{ description: 'another lamp', amountMinor: null, evidenceFileIds: [fileId], evidenceItems },
        }),
      )
    t.match(await claim([{ fileId, item: 'SKU_LABEL' }]), { state: 'NEEDS_EVIDENCE', missingEvidence: ['ITEM_FRONT'] })
    const both = ['SKU_LABEL', 'ITEM_FRONT'].map((item) => ({ fileId, item }))
    t.match(await claim(both), { state: 'FILING', missingEvidence: [], evidenceFileIds: [fileId], evidenceItems: both })
    await t.rejects(claim([{ fileId, item: 'LAB_REPORT' }]), { code: 'refund.evidence_missing', facts: { allowed: Array } })
    await t.rejects(claim([{ fileId: 'fil_none', item: 'SKU_LABEL' }]), { code: 'resource.not_found' })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('is closed by itself when nothing comes', async (t) => {
    const { refund, lineId } = await lacking()
    await buyer.advance(72 * 3_600_000 - 60_000)
    await buyer.core.steps.applyDeadlines()
    t.equal((await bench.refund(refund.id))?.state, 'NEEDS_EVIDENCE')
    await buyer.advance(120_000)
    await buyer.core.steps.applyDeadlines()
    t.equal((await bench.refund(refund.id))?.state, 'CLOSED')
    t.match(await bench.request(lineId, 10, 'REFUND_NO_RETURN_SELLER'), { state: 'FILING' }, 'its units can be claimed again')
    t.strictSame(await buyer.newProblems(), [])
  })
})
