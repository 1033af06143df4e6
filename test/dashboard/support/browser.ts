import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'

const SWITCHES = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** Debian's chromium, closed at the end of the test. */
export async function startBrowser(t: Test): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: SWITCHES })
  t.teardown(() => browser.close())
  return browser
}

export type Watched = { context: BrowserContext; page: Page; complaints: string[] }

/** A fresh browser profile, and what the browser complains about in it: errors, and styles or scripts the policy refused. */
export async function openPage(browser: Browser, viewport = DESK): Promise<Watched> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Tokyo' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A browser logs every 4xx answer as an error, also the expected 401 before signing in.
    const isExpected = message.text().startsWith('Failed to load resource')
    if ((message.type() === 'error' || message.type() === 'warning') && !isExpected) complaints.push(message.text())
  })
  return { context, page, complaints }
}

/** Types like a barcode scanner: all keys at once, then Enter, without waiting for the page between them. */
export async function scan(page: Page, code: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page)
  const press = (key: string, text: string, more: { windowsVirtualKeyCode?: number } = {}) => [
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, ...more }),
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, ...more }),
  ]
  await Promise.all([...[...code].flatMap((key) => press(key, key)), ...press('Enter', '\r', { windowsVirtualKeyCode: 13 })])
  await keyboard.detach()
}
