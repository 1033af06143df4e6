import t from 'tap'
import { startStack } from '../support/stack.ts'
import { waitFor } from '../support/stack-wait.ts'
import { openPage, PHONE, scan, startBrowser } from './support/browser.ts'
import { buyGoods } from './support/buy-goods.ts'
import { picture } from './support/pictures.ts'
import { signInAs } from './support/sign-in-as.ts'

type List<Row> = { data: Row[] }
type Event = { type: string; data: { reason?: string; fileIds?: string[]; quantity: number } }

t.test('abandoned goods are disposed of, on the whole gateway', async (t) => {
  const stack = await startStack(t, { workers: 'inProcess' })
  const { partner } = stack
  const lot = await storeGoods()
  const browser = await startBrowser(t)
  const { page, complaints } = await openPage(browser)
  const dispose = page.locator('[data-action="dispose"]')
  const photo = (name: string, mimeType: string, buffer: Buffer) =>
    page.locator('input[data-photo="disposal"]').setInputFiles({ name, mimeType, buffer })
  const confirm = async () => {
    await page.locator('.ant-modal-confirm .ant-btn-dangerous:focus').waitFor()
    await page.keyboard.press('Enter')
  }
  await signInAs(page, stack.url, 'warehouse')

  await t.test('the label of goods nobody gave up leads to their page, which says so', async (t) => {
    await scan(page, lot.id.toUpperCase())
    await page.waitForURL(`${stack.url}/staff/lots/${lot.id}`)
    await page.getByText('不能处置：这批货没有被放弃').waitFor()
    t.equal(await dispose.count(), 0)
  })

  await t.test('given up, they are a task', async (t) => {
    await giveUp(lot.id)
    await page.goto(`${stack.url}/staff/tasks?kind=disposal`)
    const task = page.locator(`[data-task="${lot.id}"]`)
    t.match(await task.innerText(), new RegExp(`弃货处置[\\s\\S]*${lot.quantity} 件[\\s\\S]*已放弃`))
    await task.click()
    const goods = page.getByRole('region', { name: '货物' })
    t.match(await goods.innerText(), new RegExp(`${lot.quantity}[\\s\\S]*在库件数[\\s\\S]*[3-9] / 3[\\s\\S]*已送达通知`))
    t.match(await page.getByRole('region', { name: '存放' }).innerText(), /合作方[\s\S]*已存 \d+ 天[\s\S]*未付仓储费/)
  })

  await t.test('not without a picture and a reason', async (t) => {
    t.equal(await dispose.isDisabled(), true)
    await page.keyboard.press('F8')
    await page.locator('.ant-message').getByText('还差处置照片').waitFor()
    await photo('list.pdf', 'application/pdf', Buffer.from('%PDF-1.7'))
    await page.getByText('只能上传 JPEG、PNG 或 WebP 图片').waitFor()
    await photo('bin.jpg', 'image/jpeg', await picture('bag', 'bench'))
    await page.getByRole('img', { name: '处置照片' }).waitFor()
    t.equal(await dispose.isDisabled(), true, 'the reason is missing')
    await page.getByLabel('怎样处置').fill('捐给慈善机构')
    t.equal(await dispose.isDisabled(), false)
  })

  await t.test('a failure is said and nothing typed is lost', async (t) => {
    await page.route('**/dispose', (route) => route.abort())
    await page.getByLabel('怎样处置').press('Control+Enter')
    const dialog = page.getByRole('dialog')
    t.match(await dialog.innerText(), new RegExp(`确认处置 ${lot.quantity} 件？[\\s\\S]*货位 ${lot.bin}`))
    await confirm()
    await page.getByText('连不上服务器，请检查网络。').waitFor()
    await dialog.waitFor({ state: 'detached' })
    await page.unroute('**/dispose')
    t.equal(await page.getByLabel('怎样处置').inputValue(), '捐给慈善机构')
  })

  await t.test('confirmed by keyboard it is done, said, and the next task is at hand', async (t) => {
    await page.keyboard.press('F8')
    await confirm()
    await page.getByText(`已处置 ${lot.quantity} 件`).waitFor()
    const card = page.getByRole('region', { name: '这批货已处置' })
    t.match(await card.innerText(), /捐给慈善机构/)
    await card.getByRole('img', { name: '处置照片' }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    t.equal(await page.evaluate(() => document.activeElement?.textContent), '下一个任务')
    const { data } = await partner.get<List<Event>>(`/v1/events?resourceId=${lot.id}&limit=100`)
    t.match(
      data.filter(({ type }) => type === 'stock.disposed').map((event) => event.data),
      [{ reason: '捐给慈善机构', quantity: lot.quantity, fileIds: [/^fil_/] }],
    )
    await page.keyboard.press('Enter')
    await page.getByText('这一类没有待办').waitFor()
  })

  await t.test('fits a phone', async (t) => {
    await page.setViewportSize(PHONE)
    await page.goto(`${stack.url}/staff/lots/${lot.id}`)
    await page.getByRole('region', { name: '这批货已处置' }).waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    t.ok(width <= PHONE.width, `nothing sticks out: ${width}`)
  })

  await t.test('the browser had nothing to complain about', async (t) => t.same(complaints, []))

  async function storeGoods() {
    const orderId = await buyGoods(stack, 'bag')
    const first = <Row>(path: string) =>
      waitFor(`one of ${path}`, async () => (await partner.get<List<Row>>(`/v1/${path}?orderId=${orderId}`)).data[0])
    await partner.simulate('seller.ships', orderId)
    await partner.simulate('parcel.arrives', (await first<{ id: string }>('parcels')).id)
    const { id } = await first<{ id: string }>('inspections')
    const isReady = async () => ((await partner.get<{ status: string }>(`/v1/inspections/${id}`)).status === 'READY' ? true : undefined)
    await waitFor('the plan of the inspection', isReady)
    await partner.simulate('inspection.passes', id)
    return { bin: await binOf(orderId), ...(await first<{ id: string; quantity: number }>('stock')) }
  }

  async function binOf(orderId: string): Promise<string> {
    const found = await stack.core.db.selectFrom('stockLot').select('bin').where('orderId', '=', orderId).executeTakeFirstOrThrow()
    return found.bin
  }

  /** Half a year in the sandbox, with every notice read by the partner. */
  async function giveUp(lotId: string): Promise<void> {
    for (let month = 0; month < 5; month += 1) await partner.simulate('stock.month_passes', lotId)
    for (let week = 0; week < 7; week += 1) {
      await partner.simulate('stock.week_passes', lotId)
      await partner.get(`/v1/events?resourceId=${lotId}&limit=100`)
    }
  }
})
