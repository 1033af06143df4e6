import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { createPrepareUpload, type Upload } from '../../src/domain/files/prepare-upload.ts'
import { createSweepFiles } from '../../src/domain/files/sweep-files.ts'
import { defaultOf } from '../../src/domain/policy/policy-defaults.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/shared/clock.ts'
import { createCleanUpload } from '../../src/files/clean-upload.ts'
import { createFileReads } from '../../src/store/files.ts'
import { aDocument } from '../files/documents.ts'
import { aFile } from '../store/warehouse-rows.ts'
import { openBench } from '../support/stack-bench.ts'
import { PARTNER, startBuyer } from '../support/stack-buyer.ts'
import { shipping } from '../support/stack-shipping.ts'

const buyer = await startBuyer(t)
const bench = await openBench(buyer)
const ship = shipping(buyer)
const { core, tenant, clock, control } = buyer
const { unusedMs, unusedMib, evidenceMs } = defaultOf('partnerFiles')
const folder = t.testdir()

const noise = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#888888', noise: { type: 'gaussian', mean: 128, sigma: 60 } } })
    .jpeg({ quality: 95 })
    .toBuffer()

async function upload(bytes: Uint8Array, change: Partial<Upload> = {}): Promise<Upload> {
  const path = join(folder, core.ids.next('req'))
  await writeFile(path, bytes)
  return { tenant, purpose: 'REFUND_EVIDENCE', fileName: 'a.jpg', declaredType: null, sourceSha256: 'ab'.repeat(32), path, ...change }
}

const small = await noise(60)
const fileOf = (id: string) => core.uow.run((tx) => tx.files.find(id))
const save = (fileId: string) => core.uow.run((tx) => core.commands.saveUpload(tx, { tenant, fileId }))
async function sent(bytes: Uint8Array = small): Promise<string> {
  const { fileId } = await core.preparations.prepareUpload(await upload(bytes))
  await save(fileId)
  return fileId
}
const lies = async (fileId: string, key?: string) => core.files.exists(key ?? (await fileOf(fileId))?.storageKey ?? 'nowhere')
const tools = () => ({
  ...{ uow: core.uow, clock, ids: core.ids, rules: core.rules, cleanFile: createCleanUpload() },
  unusedBytes: createFileReads(core.db).unusedBytes,
  putFile: async (key: string, { bytes, contentType }: { bytes: Uint8Array; contentType: string }) =>
    void (await core.files.put(key, bytes, contentType)),
})

t.test('a process that dies while storing leaves nothing but what the sweep finds', async (t) => {
  const dying = new Error('killed')
  const deaths: Record<string, (key: string) => Promise<void>> = {
    'before the bytes are there': async () => Promise.reject(dying),
    'after the bytes are there': async (key) => {
      await core.files.put(key, small, 'image/jpeg')
      throw dying
    },
  }
  for (const [when, putFile] of Object.entries(deaths)) {
    t.test(when, async (t) => {
      let key = ''
      const prepare = createPrepareUpload({
        ...tools(),
        putFile: (storageKey) => {
          key = storageKey
          return putFile(storageKey)
        },
      })
      await t.rejects(prepare(await upload(small)), dying)
      const id = key.slice(key.lastIndexOf('/') + 1, -4)
      t.match(await fileOf(id), { storedAt: null })
      t.equal(await core.reads.file(tenant, id), undefined, 'nobody sees it')
      await t.rejects(bench.handIn('rfc_none', []), { code: 'resource.not_found' })
      clock.advance(30 * MINUTE_MS)
      await core.steps.sweepFiles()
      t.ok(await fileOf(id), 'it may still be on its way')
      clock.advance(30 * MINUTE_MS)
      await core.steps.sweepFiles()
      t.equal(await fileOf(id), undefined)
      t.equal(await core.files.exists(key), false)
    })
  }

  t.test('after the bytes, before the answer: sent again, it is another file, and the first one goes', async (t) => {
    const first = await core.preparations.prepareUpload(await upload(small))
    const second = await sent()
    const { storageKey = '' } = (await fileOf(first.fileId)) ?? {}
    clock.advance(HOUR_MS)
    await core.steps.sweepFiles()
    t.equal(await fileOf(first.fileId), undefined)
    t.equal(await core.files.exists(storageKey), false)
    t.equal(await lies(second), true)
    await t.rejects(save(first.fileId), { code: 'resource.not_found' })
  })
})

t.test('what nothing names goes after its time; what a claim names stays', async (t) => {
  const { lines } = await bench.inspected({ passed: 8, failed: 2 })
  const lineId = lines[0]?.id ?? ''
  const [forgotten, named] = [await sent(), await sent()]
  const forgottenKey = (await fileOf(forgotten))?.storageKey ?? ''
  const refund = await bench.requestWith(lineId, [named])
  await bench.file(refund.id)
  t.match(await fileOf(named), { attachedTo: [refund.id] })
  clock.advance(unusedMs - MINUTE_MS)
  await core.steps.sweepFiles()
  t.ok(await core.reads.file(tenant, forgotten))
  clock.advance(MINUTE_MS)
  await core.steps.sweepFiles()
  t.equal(await core.reads.file(tenant, forgotten), undefined)
  t.equal(await core.files.exists(forgottenKey), false)
  t.equal(await lies(named), true)
  await t.rejects(bench.requestWith(lineId, [forgotten]), { code: 'resource.not_found' })
  t.strictSame(await buyer.newProblems(), [])

  t.test('until the claim is long over', async (t) => {
    await control.post(`/refunds/${(await bench.refund(refund.id))?.upstreamRefundId}/agree`)
    await bench.sync(refund.id)
    await bench.payOut(refund.id)
    t.match(await bench.refund(refund.id), { state: 'PAID_OUT' })
    clock.advance(evidenceMs - HOUR_MS)
    await core.steps.sweepFiles()
    t.equal(await lies(named), true)
    clock.advance(HOUR_MS)
    const { storageKey = '' } = (await fileOf(named)) ?? {}
    await core.steps.sweepFiles()
    t.equal(await fileOf(named), undefined)
    t.equal(await core.files.exists(storageKey), false)
  })
})

t.test('a sweep that dies between the marks goes on the next time, and one file does not hold up another', async (t) => {
  const [first, second] = [await sent(), await sent()]
  const keys = [(await fileOf(first))?.storageKey ?? '', (await fileOf(second))?.storageKey ?? '']
  clock.advance(unusedMs)
  const shared = { uow: core.uow, clock, rules: core.rules, sweepable: createFileReads(core.db) }
  const broken = createSweepFiles({
    ...shared,
    deleteFile: async (key) => (key === keys[0] ? Promise.reject(new Error('the store is away')) : core.files.delete(key)),
  })
  await t.rejects(broken(), { name: 'AggregateError' })
  t.match(await fileOf(first), { discardedAt: Date })
  t.equal(await core.reads.file(tenant, first), undefined, 'marked, it is nobody’s')
  t.equal(await fileOf(second), undefined)
  // Its bytes went, its row did not: the last thing before the crash.
  await core.files.delete(keys[0] ?? '')
  t.equal(await core.steps.sweepFiles(), 1)
  t.equal(await fileOf(first), undefined)
})

t.test('a claim and the sweep at once: the file stays, or the claim is refused', async (t) => {
  const { lines } = await bench.inspected({ passed: 0, failed: 12 })
  for (let round = 0; round < 6; round += 1) {
    const fileId = await sent()
    clock.advance(unusedMs)
    const [claimed] = await Promise.allSettled([bench.requestWith(lines[0]?.id ?? '', [fileId]), core.steps.sweepFiles()])
    if (claimed.status === 'fulfilled') t.equal(await lies(fileId), true)
    else t.match(claimed.reason, { code: 'resource.not_found' })
    t.equal((await fileOf(fileId)) !== undefined, claimed.status === 'fulfilled')
  }
})

t.test('papers go with a shipment, and stay until it is long over', async (t) => {
  const { lineId } = await bench.inspected({ passed: 10, failed: 0 })
  const lotId = (await bench.lotsOf(lineId))[0]?.id ?? ''
  const paper = await sent(aDocument())
  const items = [{ lotId, quantity: 10 }]
  const strangers = await core.uow.run(async (tx) => {
    const file = aFile({ ...tenant, livemode: true }, { purpose: 'CUSTOMS_DOCUMENT' })
    await tx.files.insert(file)
    return file.id
  })
  await t.rejects(ship.create(items, [strangers]), { code: 'resource.not_found' })
  t.match(await bench.line(lineId), { inStock: 10, reserved: 0 }, 'and nothing was reserved')
  const shipmentId = await ship.create(items, [paper, paper])
  t.match(await ship.find(shipmentId), { documentFileIds: [paper] })
  t.match(await fileOf(paper), { attachedTo: [shipmentId] })
  clock.advance(evidenceMs)
  await core.steps.sweepFiles()
  t.equal(await lies(paper), true, 'it is still open')
  await ship.cancel(shipmentId)
  clock.advance(evidenceMs - HOUR_MS)
  await core.steps.sweepFiles()
  t.equal(await lies(paper), true)
  clock.advance(HOUR_MS)
  await core.steps.sweepFiles()
  t.equal(await fileOf(paper), undefined)
})

t.test('too much that nothing names is refused before it is looked at', async (t) => {
  const prepare = createPrepareUpload({ ...tools(), unusedBytes: async () => unusedMib * 1024 * 1024 })
  await t.rejects(prepare(await upload(Buffer.from('no picture'))), { code: 'file.too_many_unused' })
  const before = await createFileReads(core.db).unusedBytes(tenant)
  const fileId = await sent()
  t.equal((await createFileReads(core.db).unusedBytes(tenant)) - before, (await fileOf(fileId))?.byteLength)
  t.equal(await createFileReads(core.db).unusedBytes({ ...tenant, livemode: true }), 0)
})

t.test('the seller sees the partner’s pictures, small enough for 1688, and no paper', async (t) => {
  const { lines } = await bench.bought(10)
  const large = await sent(await noise(3_000))
  t.ok(((await fileOf(large))?.byteLength ?? 0) > 1_000_000)
  const paper = await sent(aDocument())
  const refund = await core.uow.run((tx) =>
    core.commands.requestRefund(tx, {
      ...{ tenant, actor: PARTNER, lineId: lines[0]?.id ?? '', quantity: 10, type: 'BEFORE_SHIPMENT', reasonCode: 'OUT_OF_STOCK' },
      ...{ description: 'the seller says there is none', amountMinor: null, evidenceFileIds: [paper, large] },
    }),
  )
  await bench.file(refund.id)
  const { upstreamRefundId } = (await bench.refund(refund.id)) ?? {}
  const vouchers = (await control.refunds()).find(({ refundId }) => refundId === upstreamRefundId)?.vouchers ?? []
  t.equal(vouchers.length, 1)
  const shown = await fetch(vouchers[0] ?? '')
  t.equal((await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).format, 'jpeg')
})
