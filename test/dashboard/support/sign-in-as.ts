import type { Page } from 'playwright-core'

/** Signs one of the demo's people in, in Chinese, and waits for the work list. */
export async function signInAs(page: Page, url: string, login: string): Promise<void> {
  await page.goto(`${url}/staff/`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(`demo-${login}`)
  await page.getByRole('button', { name: /登\s?录/ }).click()
  await page.getByRole('heading', { name: '今天的工作' }).waitFor()
}
