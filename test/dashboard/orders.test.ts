import t from 'tap'
import { startStack } from '../support/stack.ts'
import { openPage, PHONE, startBrowser } from './support/browser.ts'
import { buyGoods } from './support/buy-goods.ts'
import { signInAs } from './support/sign-in-as.ts'

t.test('the office finds an order and follows its money, on the whole gateway', async (t) => {
  const stack = await startStack(t, { workers: 'inProcess' })
  const orderId = await buyGoods(stack, 'bag', 'PO-77')
  const purchase = await stack.core.db.selectFrom('purchase').select('upstreamOrderId').executeTakeFirstOrThrow()
  const browser = await startBrowser(t)
  const desk = await openPage(browser)
  const phone = await openPage(browser, PHONE)
  const { page } = desk

  await t.test('by 1688’s number, with Ctrl K, from any page', async (t) => {
    await signInAs(page, stack.url, 'finance')
    await page.keyboard.press('Control+k')
    await page.keyboard.type(String(purchase.upstreamOrderId), { delay: 80 })
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/staff/orders/${orderId}`)
    await page.getByRole('region', { name: '记账' }).getByText('支付 1688').waitFor()
    t.match(await page.title(), /^订单 · /)
    t.match(await page.locator('[data-group]').first().innerText(), /冻结货款[\s\S]*合作方可用[\s\S]*-\$/)
  })
  await t.test('a list keeps its filter over a reload', async (t) => {
    await page.goto(`${stack.url}/staff/orders?mode=test&state=PURCHASED`)
    await page.getByRole('row', { name: /PO-77/ }).waitFor()
    await page.getByText('沙箱环境：').waitFor()
    await page.reload()
    t.match(await page.getByRole('row', { name: /PO-77/ }).innerText(), /已采购/)
    await page.goto(`${stack.url}/staff/orders?mode=test&state=DELIVERED`)
    await page.getByText('没有这样的订单。').waitFor()
  })
  await t.test('on a phone by the partner’s number; a wrong one is said to be nowhere', async (t) => {
    await signInAs(phone.page, stack.url, 'aftersales')
    await phone.page.getByRole('link', { name: '查找' }).click()
    await phone.page.getByRole('textbox', { name: '查找' }).fill('PO-78')
    await phone.page.getByRole('textbox', { name: '查找' }).press('Enter')
    await phone.page.getByText('没有找到“PO-78”。').waitFor()
    await phone.page.getByRole('textbox', { name: '查找' }).fill('PO-77')
    await phone.page.getByRole('textbox', { name: '查找' }).press('Enter')
    await phone.page.waitForURL(`**/staff/orders/${orderId}`)
    const excess = await phone.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    t.equal(excess, 0, 'nothing scrolls the page sideways')
  })
  await t.test('the browser had nothing to complain about', async (t) => {
    t.strictSame([...desk.complaints, ...phone.complaints], [])
  })
})
