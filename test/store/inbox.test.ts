import t from 'tap'
import { NOW, openStore } from './open-store.ts'

const message = (id: string, change: { messageId?: string; livemode?: boolean } = {}) => ({
  id,
  messageId: 'm1',
  livemode: false,
  topic: 'ORDER_BUYER_VIEW_ORDER_PAY',
  body: '{"a": 1.0}',
  receivedAt: NOW,
  ...change,
})

t.test('the inbox', async (t) => {
  const { unitOfWork } = await openStore(t)
  const store = (one: ReturnType<typeof message>) => unitOfWork.run((tx) => tx.inbox.store(one))

  t.test('keeps a message once, whoever brings it at the same time', async (t) => {
    const stored = await Promise.all(Array.from({ length: 10 }, (_, index) => store(message(`inb_${index}`))))
    t.strictSame(stored.filter(Boolean), [true])
  })
  t.test('keeps the same number for live and for test', async (t) => {
    t.equal(await store(message('inb_live', { livemode: true })), true)
  })
  t.test('gives the message back as it came, and remembers what became of it', async (t) => {
    await store(message('inb_x', { messageId: 'm2' }))
    const before = await unitOfWork.run(async (tx) => {
      const locked = await tx.inbox.lock('inb_x')
      await tx.inbox.markHandled('inb_x', NOW, 'applied')
      return locked
    })
    t.strictSame(before, { ...message('inb_x', { messageId: 'm2' }), handledAt: null, outcome: null })
    t.match(await unitOfWork.run((tx) => tx.inbox.lock('inb_x')), { handledAt: NOW, outcome: 'applied' })
    t.equal(await unitOfWork.run((tx) => tx.inbox.lock('inb_none')), undefined)
  })
})
