import type { Page } from 'playwright-core'
import t from 'tap'
import { startStack } from '../support/stack.ts'
import { openPage, PHONE, startBrowser } from './support/browser.ts'
import { signInAs } from './support/sign-in-as.ts'

type Balance = { currency: string; credit: { limit: { amount: number }; termDays: number; status: string } | null }

t.test('finance grants credit with four eyes, on the whole gateway', async (t) => {
  const stack = await startStack(t, { workers: 'inProcess' })
  const browser = await startBrowser(t)
  const first = await openPage(browser)
  const second = await openPage(browser, PHONE)
  const dollars = async () => {
    const { data } = await stack.partner.get<{ data: Balance[] }>('/v1/balances')
    return data.find(({ currency }) => currency === 'USD')?.credit ?? null
  }

  await t.test('the first proposes; nothing is lent yet', async (t) => {
    await openCredit(first.page, stack.url, 'finance')
    await first.page.getByRole('button', { name: '授予或变更账期' }).click()
    await first.page.getByLabel('额度', { exact: true }).fill('2000')
    await first.page.getByLabel('账期天数').fill('14')
    await first.page.getByLabel('说明').fill('一年无逾期')
    await first.page.getByRole('button', { name: /提\s?交/ }).click()
    await first.page.getByText('等待另一人复核').waitFor()
    const proposed = first.page.getByRole('row', { name: /一年无逾期/ })
    t.match(await proposed.innerText(), /正常 · .*2,000\.00 USD · 14 天/)
    t.equal(await proposed.getByRole('button', { name: /同\s?意/ }).count(), 0, 'not by the same person')
    t.equal(await proposed.getByRole('button', { name: /撤\s?回/ }).count(), 1)
    t.equal(await dollars(), null)
  })

  await t.test('the second, on a phone, sees what waits and agrees; the partner may draw', async (t) => {
    await openCredit(second.page, stack.url, 'finance2')
    const proposed = second.page.getByRole('row', { name: /一年无逾期/ })
    await proposed.getByRole('button', { name: /同\s?意/ }).click()
    const question = second.page.getByRole('tooltip').filter({ hasText: '同意并立即生效？' })
    await question.getByText(/正常 · .*2,000\.00 USD · 14 天/).waitFor()
    await question.getByRole('button', { name: /同\s?意/ }).click()
    await second.page.getByText('已同意，已生效。').waitFor()
    await second.page.getByRole('row', { name: /一年无逾期.*财务 → 财务复核.*已生效/ }).waitFor()
    t.match(await dollars(), { limit: { amount: 200_000 }, termDays: 14, status: 'ACTIVE' })
    const line = second.page.getByRole('region', { name: '信用额度' }).getByRole('row', { name: /2,000\.00/ })
    t.match(await line.innerText(), /0\.00 USD \/ .*2,000\.00/)
  })

  await t.test('narrowing takes one person, and holds at once', async (t) => {
    await first.page.reload()
    await openTab(first.page)
    await first.page
      .getByRole('region', { name: '信用额度' })
      .getByRole('row', { name: /2,000\.00/ })
      .getByRole('button')
      .click()
    await first.page.getByLabel('额度', { exact: true }).fill('500')
    await first.page.getByLabel('说明').fill('先收紧')
    await first.page.getByRole('button', { name: /提\s?交/ }).click()
    await first.page.getByRole('row', { name: /先收紧.*已生效/ }).waitFor()
    t.match(await dollars(), { limit: { amount: 50_000 } })
  })

  await t.test('the browser had nothing to complain about', async (t) => {
    t.strictSame([...first.complaints, ...second.complaints], [])
  })
})

async function openCredit(page: Page, url: string, login: string): Promise<void> {
  await signInAs(page, url, login)
  await page.goto(`${url}/staff/finance`)
  await openTab(page)
}

/** The demo partner's money is in the sandbox. */
async function openTab(page: Page): Promise<void> {
  await page.getByText('沙箱', { exact: true }).click()
  await page.getByRole('tab', { name: /账期/ }).click()
  await page.getByRole('region', { name: '信用额度' }).waitFor()
}
