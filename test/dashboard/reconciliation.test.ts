import { readFile } from 'node:fs/promises'
import t from 'tap'
import type { Difference } from '../../src/domain/reconciliation/difference.ts'
import { startStack } from '../support/stack.ts'
import { openPage, startBrowser } from './support/browser.ts'
import { signInAs } from './support/sign-in-as.ts'

const DAY_MS = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)

t.test('finance goes through what books disagree about, on the whole gateway', async (t) => {
  const stack = await startStack(t, { workers: 'none' })
  await stack.core.uow.run(async (tx) => {
    await tx.differences.insert(difference({ kind: 'ORDER_AMOUNT', subject: '3717528422000000101', firstSeenAt: daysAgo(2) }))
    await tx.differences.insert(difference({ kind: 'ORDER_STATE', subject: '3717528422000000102', firstSeenAt: daysAgo(12) }))
  })
  const { page, complaints } = await openPage(await startBrowser(t))
  await signInAs(page, stack.url, 'finance')
  const cards = page.locator('[data-difference]')

  await t.test('by age, in the address; by kind', async (t) => {
    await page.goto(`${stack.url}/staff/reconciliation`)
    await cards.nth(1).waitFor()
    await page.locator('[data-age="month"]').click()
    await page.waitForURL(/age=month/)
    t.equal(await cards.count(), 1)
    t.equal(await cards.first().getAttribute('data-difference'), 'ORDER_STATE')
    await page.reload()
    await cards.first().waitFor()
    t.equal(await cards.count(), 1)
    await page.goto(`${stack.url}/staff/reconciliation?kind=ORDER_AMOUNT`)
    await cards.first().waitFor()
    t.equal(await cards.count(), 1)
  })
  await t.test('saved for a spreadsheet: what is shown, amounts as numbers', async (t) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-action="export"]').click()])
    t.equal(download.suggestedFilename(), 'differences.csv')
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    t.equal(lines.length, 2)
    t.match(lines[1], /^付款金额不一致,待处理,3717528422000000101,12\.34,CNY,12,CNY,/)
  })
  await t.test('explained by keyboard alone; the focus goes back and the outcome is said', async (t) => {
    const button = cards.first().locator('[data-action="settle"]')
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByLabel('原因', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-action') === 'settle')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByLabel('原因', { exact: true }).waitFor()
    await page.keyboard.type('卖家改价', { delay: 70 })
    await page.keyboard.press('Control+Enter')
    await page.getByText('已记录。').waitFor()
    await page.getByText('没有差异。').waitFor()
    await page.goto(`${stack.url}/staff/reconciliation?view=EXPLAINED`)
    t.match(await cards.first().innerText(), /财务 · 已说明: 卖家改价/)
  })
  await t.test('what could not be read again is said to be old', async () => {
    await page.route('**/staff/v1/reconciliation', (route) => route.abort())
    await page.getByText('连接中断，正在重试').waitFor()
    await page.unroute('**/staff/v1/reconciliation')
    await page.getByText('连接中断，正在重试').waitFor({ state: 'detached' })
  })
  await t.test('the browser had nothing to complain about', async (t) => t.strictSame(complaints, []))

  function difference(change: Pick<Difference, 'kind' | 'subject' | 'firstSeenAt'>): Difference {
    return {
      ...{ id: stack.core.ids.next('dif'), livemode: false, state: 'OPEN', subjectAt: change.firstSeenAt, partnerId: null, orderId: null },
      ...{ currency: 'CNY', ours: { state: 'PAID' }, theirs: { state: 'success' }, oursMinor: 1_234n, theirsMinor: 1_200n },
      ...{ lastSeenAt: new Date(), goneAt: null, trail: [], version: 1, ...change },
    }
  }
})
