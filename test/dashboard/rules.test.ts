import t from 'tap'
import { startStack } from '../support/stack.ts'
import { openPage, startBrowser } from './support/browser.ts'
import { signInAs } from './support/sign-in-as.ts'

t.test('an admin enters what a country takes, on the whole gateway', async (t) => {
  const stack = await startStack(t, { workers: 'none' })
  const { page, complaints } = await openPage(await startBrowser(t))
  await signInAs(page, stack.url, 'admin')

  await t.test('the rule is found by its name, and the address keeps what is looked at', async (t) => {
    await page.goto(`${stack.url}/staff/rules`)
    await page.getByLabel('查找规则').fill('欧盟')
    const line = page.locator('[data-rule]')
    await page.waitForFunction(() => document.querySelectorAll('[data-rule]').length === 1)
    t.match(await line.innerText(), /免征额 150 EUR/)
    await line.click()
    await page.reload()
    await page.getByRole('dialog').getByText('欧盟关税与进口税').waitFor()
  })
  await t.test('a heading and its rate are fields, and what is not whole cannot be entered', async (t) => {
    const form = page.getByRole('dialog')
    await form.getByLabel('原因').fill('税则调整')
    await form.getByLabel('税率', { exact: true }).first().fill('9.5')
    await form.getByRole('button', { name: '添加' }).click()
    t.equal(await form.locator('[data-action="set-rule"]').isDisabled(), true, 'a row without a heading')
    await form.getByLabel('品目（HS 编码）').last().fill('6402')
    await form.getByLabel('税率', { exact: true }).last().fill('17')
    await form.getByText(/6402 17%/).waitFor()
    await form.locator('[data-action="set-rule"]').click()
    await page.getByText('已录入，数秒后各处生效。').waitFor()
    const row = await stack.core.db.selectFrom('ruleRow').select('value').where('key', '=', 'dutyEU').executeTakeFirstOrThrow()
    t.match(row.value, { headings: /^6109:950,.*,6402:1700$/ })
  })
  await t.test('Escape closes it, and the list is there with its filter', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.waitForURL((url) => url.searchParams.get('rule') === null && url.searchParams.get('q') === '欧盟')
  })
  await t.test('the browser had nothing to complain about', async (t) => t.strictSame(complaints, []))
})
