import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { RULE_LEAD_MS } from '../../src/domain/policy/rule-book.ts'
import { startStack } from '../support/stack.ts'
import { waitFor } from '../support/stack-wait.ts'
import { openPage, startBrowser } from './support/browser.ts'
import { buyGoods } from './support/buy-goods.ts'
import { signInAs } from './support/sign-in-as.ts'

t.test('an administrator decides what was held before buying, on the whole gateway', async (t) => {
  const stack = await startStack(t, { workers: 'inProcess' })
  const { core } = stack
  const actor = { kind: 'operatorAdmin', id: 'stf_admin' } as const
  const always = { partnerId: null, livemode: null, effectiveFrom: null, effectiveTo: null, reason: 'agreed', source: null }
  const value = { orderAbove: '1', brand: 'false', neverCarried: 'false' }
  await core.uow.run((tx) => core.commands.setRule(tx, { ...always, actor, key: 'riskHold', value }))
  await core.rules.refresh()
  // An entry comes into force a little after it was made.
  await sleep(RULE_LEAD_MS + 500)
  const orderId = await buyGoods(stack, 'bag', 'PO-91', { until: 'RISK_HOLD' })
  const browser = await startBrowser(t)
  const desk = await openPage(browser)
  const { page } = desk

  await t.test('finance sees why it waits, and who decides', async (t) => {
    await signInAs(page, stack.url, 'finance')
    await page.goto(`${stack.url}/staff/orders/${orderId}`)
    const card = page.getByRole('region', { name: '采购前审核' })
    t.match(await card.innerText(), /1 行待审核[\s\S]*大额订单[\s\S]*由管理员决定/)
    t.equal(await card.getByRole('button').count(), 0)
    t.notMatch(await page.locator('.history').innerText(), /orderAbove/, 'no codes among the words')
  })
  await t.test('an administrator says why and buys it', async (t) => {
    await page.context().clearCookies()
    await signInAs(page, stack.url, 'admin')
    await page.goto(`${stack.url}/staff/orders/${orderId}`)
    await page.getByRole('button', { name: '放行采购' }).click()
    const dialog = page.getByRole('dialog')
    t.equal(await dialog.getByRole('button', { name: '放行采购' }).isDisabled(), true, 'not without a reason')
    await dialog.getByRole('textbox').fill('已电话确认')
    await dialog.getByRole('button', { name: '放行采购' }).click()
    await page.getByText('已放行采购。').waitFor()
    await page.getByRole('region', { name: '采购前审核' }).waitFor({ state: 'detached' })
    const isBought = async () =>
      (await stack.partner.get<{ status: string }>(`/v1/orders/${orderId}`)).status === 'PURCHASED' ? true : undefined
    t.ok(await waitFor('the purchase', isBought))
  })
  await t.test('the browser had nothing to complain about', async (t) => {
    t.strictSame(desk.complaints, [])
  })
})
