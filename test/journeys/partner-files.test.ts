import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import t from 'tap'
import { buy, shipToWarehouse } from '../../scripts/demo/buy.ts'
import { createPartner } from '../../scripts/demo/partner.ts'
import { createStory } from '../../scripts/demo/story.ts'
import { drawSamplePhoto } from '../../src/files/sample-photo.ts'
import { aDocument } from '../files/documents.ts'
import { startStack } from '../support/stack.ts'
import { settledBooks } from '../support/stack-audit.ts'
import { createApiClient, type Wire } from '../support/stack-client.ts'
import { addKey, addPartner } from '../support/stack-tenants.ts'
import { waitFor } from '../support/stack-wait.ts'

type FileWire = Wire & { id: string; attachedTo: string[]; expiresAt: string | null }
type RefundWire = Wire & { id: string; status: string; missingEvidence: string[] }

t.test('a shopper’s photo goes from the partner through the claim to the seller', async (t) => {
  const stack = await startStack(t, { workers: 'inProcess' })
  const send = async (apiKey: string, content: Blob, { fileName = 'a.jpg', key = randomUUID() as string } = {}) => {
    const body = new FormData()
    body.set('purpose', 'REFUND_EVIDENCE')
    body.set('content', content, fileName)
    const headers = { authorization: `Bearer ${apiKey}`, 'idempotency-key': key }
    const response = await fetch(`${stack.url}/v1/files`, { method: 'POST', headers, body })
    return { status: response.status, text: await response.text(), replayed: response.headers.get('idempotent-replayed') }
  }
  const kept = async (content: Blob, fileName?: string): Promise<FileWire> => {
    const { status, text } = await send(stack.apiKey, content, fileName === undefined ? {} : { fileName })
    t.equal(status, 201, text)
    return JSON.parse(text)
  }
  const photo = async (caption: string) => new Blob([Buffer.from(await drawSamplePhoto('LAYOUT', caption))], { type: 'image/jpeg' })
  const story = createStory()
  const partner = createPartner({ url: stack.url, apiKey: stack.apiKey })
  const order = await buy(partner, story, { keyword: 'mug' })
  await partner.simulate('inspection.passes', await shipToWarehouse(partner, story, order.id))
  const lineId = order.lines[0]?.id ?? ''

  const front = await kept(await photo('front'), '正面.jpg')
  const paper = await kept(new Blob([new Uint8Array(aDocument())], { type: 'application/pdf' }), 'letter.pdf')
  const claim = {
    ...{ lineId, quantity: 1, type: 'REFUND_NO_RETURN_SELLER', reasonCode: 'WRONG_ITEM', description: 'another handle' },
    ...{ evidenceFileIds: [paper.id], evidence: [{ fileId: front.id, item: 'ITEM_FRONT' }] },
  }
  const refund = await stack.partner.post<RefundWire>('/v1/refunds', claim)
  t.match(refund, { status: 'NEEDS_EVIDENCE', missingEvidence: ['SKU_LABEL'], evidenceFileIds: [paper.id, front.id] })
  const named = await stack.partner.get<FileWire>(`/v1/files/${front.id}?format=json`)
  t.match(named, { attachedTo: [refund.id], expiresAt: null, fileName: '正面.jpg' })

  t.test('a foreign file is a missing one, in every place that takes one', async (t) => {
    const strangerKey = await addKey(stack.core, { partnerId: await addPartner(stack.core, 'Other Store'), livemode: false })
    const theirs: FileWire = JSON.parse((await send(strangerKey, await photo('theirs'))).text)
    const stranger = createApiClient({ url: stack.url, apiKey: strangerKey })
    const live = createApiClient({
      url: stack.url,
      apiKey: await addKey(stack.core, { partnerId: stack.tenant.partnerId, livemode: true }),
    })
    for (const [client, id] of [
      [stranger, front.id],
      [live, front.id],
      [stack.partner, theirs.id],
    ] as const)
      t.match(await client.request('GET', `/v1/files/${id}`), { status: 404, body: { code: 'resource.not_found' } })
    for (const change of [{ evidenceFileIds: [theirs.id] }, { evidence: [{ fileId: theirs.id, item: 'SKU_LABEL' }] }]) {
      const body = { ...claim, ...change }
      t.match(await stack.partner.request('POST', '/v1/refunds', { body }), { status: 404, body: { code: 'resource.not_found' } })
    }
    const items = [{ fileId: theirs.id, item: 'SKU_LABEL' }]
    t.match(await stack.partner.request('POST', `/v1/refunds/${refund.id}/evidence`, { body: { items } }), { status: 404 })
    t.match(await stranger.get(`/v1/files/${theirs.id}?format=json`), { attachedTo: [] })
  })

  t.test('one key is one file, sent by many at once', async (t) => {
    const key = randomUUID()
    const content = await photo('once')
    const before = await stack.core.db.selectFrom('storedFile').select('id').where('storedAt', 'is not', null).execute()
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(stack.apiKey, content, { key })))
    const again = await send(stack.apiKey, content, { key })
    t.match(again, { status: 201, replayed: 'true' })
    for (const { status, text } of answers) t.ok(status === 409 || text === again.text, `${status}`)
    t.match(await send(stack.apiKey, await photo('another'), { key }), { status: 422, text: /idempotency.key_reused/ })
    const after = await stack.core.db.selectFrom('storedFile').select('id').where('storedAt', 'is not', null).execute()
    t.equal(after.length - before.length, 1)
  })

  t.test('with what was missing the claim is filed, and the seller sees the pictures and not the paper', async (t) => {
    const label = await kept(await photo('label'))
    await stack.partner.post(`/v1/refunds/${refund.id}/evidence`, { items: [{ fileId: label.id, item: 'SKU_LABEL' }] })
    const filed = await waitFor('the claim to be filed', async () => {
      const now = await stack.partner.get<RefundWire>(`/v1/refunds/${refund.id}`)
      return now.status === 'SELLER_PENDING' ? now : undefined
    })
    t.match(filed, { missingEvidence: [], evidence: [{ fileId: front.id }, { fileId: label.id, item: 'SKU_LABEL' }] })
    const vouchers = (await stack.control.refunds()).flatMap((one) => one.vouchers)
    t.equal(vouchers.length, 2)
    for (const url of vouchers) {
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
      t.match(await sharp(bytes).metadata(), { format: 'jpeg', width: 960, height: 720 })
    }
    t.strictSame(await settledBooks(stack), [])
  })
})
