import type { Page } from 'playwright-core'
import t from 'tap'
import { startStack } from '../support/stack.ts'
import { waitFor } from '../support/stack-wait.ts'
import { openPage, PHONE, scan, startBrowser } from './support/browser.ts'
import { buyGoods } from './support/buy-goods.ts'
import { picture } from './support/pictures.ts'

type Ref = { id: string; status: string }
type List<Row = Ref> = { data: Row[] }
type Lot = { id: string; availableQuantity: number; bin: string }

const STANDARD_SHOTS = ['OUTER_BOX', 'OPENED_BOX', 'LAYOUT', 'ITEM_FRONT', 'ITEM_BACK', 'SKU_LABEL']
const CONSIGNEE = {
  name: 'Demo Store',
  phone: '+81 3 0000 0000',
  countryCode: 'JP',
  postalCode: '100-0001',
  region: 'Tokyo',
  city: 'Chiyoda',
  addressLine: '1-1',
}

t.test('a day at the bench, on the whole gateway', async (t) => {
  const stack = await startStack(t, { workers: 'inProcess' })
  const { partner } = stack
  const [first, second] = [await buyAndShip('bag'), await buyAndShip('cup')]
  const browser = await startBrowser(t)
  const { page, complaints } = await openPage(browser)

  await t.test('signs in, in Chinese; a wrong password stays outside', async (t) => {
    await page.goto(`${stack.url}/staff/`)
    await page.getByRole('heading', { name: '欢迎回来' }).waitFor()
    await signIn(page, 'wrong')
    await page.getByText('账号或密码不对。').waitFor()
    await signIn(page, 'demo-admin')
    await page.getByRole('heading', { name: '今天的工作' }).waitFor()
    await page.locator('[data-task]').nth(1).waitFor()
    t.equal(await page.locator('[data-task]').count(), 2, 'two parcels are on their way')
  })

  await t.test('a waybill scanned into the focused box registers the arrival and opens the inspection', async (t) => {
    await page.getByLabel('重量 (g)').fill('8640')
    await page.getByLabel('扫描或输入运单号').fill('')
    await scan(page, first.waybillNo)
    await page.waitForURL(/\/staff\/inspections\/ins_/)
    await page.getByText('已登记到货').waitFor()
    const parcel = await partner.get<{ status: string }>(`/v1/parcels/${first.parcelId}`)
    t.equal(parcel.status, 'MATCHED')
    t.match(await page.locator('.facts').first().innerText(), /8\.64/)
  })

  await t.test('photographs every shot of the plan and passes all pieces by keyboard', async (t) => {
    await page.locator('[data-action="start"]').waitFor()
    await page.keyboard.press('F8')
    await uploadShots(page)
    await page.getByRole('button', { name: '全部合格' }).click()
    t.match(await page.locator('.equation').innerText(), /合格 \d+ \+ 不合格 0 = 清点 \d+/)
    await page.keyboard.press('F8')
    await page.getByRole('heading', { name: '检验已完成' }).waitFor()
    const inspection = await inspectionOf(first.orderId)
    t.equal(inspection.status, 'PASSED')
  })

  await t.test('the partner sees the label shot only without its label', async (t) => {
    const { photos } = await inspectionOf(first.orderId)
    const outer = photos.find(({ shot }) => shot === 'OUTER_BOX')
    const answer = await fetch(`${stack.url}/v1/files/${outer?.fileId}`, { headers: { authorization: `Bearer ${stack.apiKey}` } })
    t.equal(answer.status, 200)
    t.not(Buffer.from(await answer.arrayBuffer()).length, 0)
  })

  await t.test('in English: a scan anywhere opens the next, and what fails is asked twice', async (t) => {
    await page.getByText('English', { exact: true }).click()
    await page.getByRole('heading', { name: 'Inspection finished' }).waitFor()
    t.equal(await page.locator('html').getAttribute('lang'), 'en')
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
    await scan(page, second.waybillNo)
    await page.getByRole('button', { name: /Start inspecting/ }).click()
    await uploadShots(page)
    const expected = Number((await page.locator('.expected strong').innerText()).replaceAll(',', ''))
    await page.getByLabel('Counted').fill(String(expected))
    await page.getByLabel('Failed', { exact: true }).fill('2')
    await page.getByText(`${expected - 2} passed + 2 failed = ${expected} counted`).waitFor()
    await page.getByLabel('Counted').focus()
    await scan(page, 'NOSUCHWAYBILL1')
    await page.getByText('Unknown code: NOSUCHWAYBILL1').waitFor()
    t.equal(await page.getByLabel('Counted').inputValue(), String(expected), 'a stray scan does not stay in the count')
    await page.keyboard.press('F10')
    await page.getByText('A fail needs at least one defect').first().waitFor()
    await page.getByRole('button', { name: 'Add defect' }).click()
    await page.getByLabel('Check', { exact: true }).press('Enter')
    await page.locator('.ant-select-dropdown').getByText('Visible damage').click()
    await page.getByPlaceholder('Where, how big, how many').fill('rim chipped, 2 pieces')
    await page.getByText('1 photos missing: Defect close-up').waitFor()
    await upload(page, 'DEFECT_CLOSE_UP')
    await page.keyboard.press('F10')
    const dialog = page.getByRole('dialog')
    await dialog.locator('.ant-modal-confirm-title').waitFor()
    await dialog.getByText('2 failed', { exact: true }).waitFor()
    // A dialog that still grows can slip away under a click.
    await page.locator('.ant-zoom-appear, .ant-zoom-enter').first().waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: 'Fail', exact: true }).click()
    await page.getByRole('heading', { name: 'Inspection finished' }).waitFor()
    await page.getByText('The buyer decides before').waitFor()
    const inspection = await inspectionOf(second.orderId)
    t.match(inspection, { status: 'DECISION_PENDING', failedQuantity: 2 })
  })

  const shipmentId = await createShipment()

  await t.test('packs what passed: picked by scanning the lot, true cartons, paid, handed over', async (t) => {
    await page.goto(`${stack.url}/staff/tasks?kind=consolidation`)
    await page.locator(`[data-task="${shipmentId}"]`).click()
    await page.locator('[data-action="start-packing"]').click()
    const row = page.locator('[data-pick]').first()
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
    await scan(page, (await row.getAttribute('data-pick')) ?? '')
    await page.getByText('1 of 1 picked').waitFor()
    for (const [side, value] of Object.entries({ Length: 610, Width: 400, Height: 300, Weight: 5000 }))
      await page.getByLabel(side, { exact: true }).fill(String(value))
    t.equal(await page.locator('[data-weight="chargeable"]').innerText(), '12.50 kg', 'volumetric, as the longest side is over 600 mm')
    await page.locator('[data-action="pack"]').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Packed' }).click()
    await page.getByText('Waiting for payment').waitFor()
    const packed = await partner.get<Ref & { chargeableWeightGrams: number }>(`/v1/shipments/${shipmentId}`)
    t.match(packed, { status: 'AWAITING_PAYMENT', chargeableWeightGrams: 12_500 })
    await partner.post(`/v1/shipments/${shipmentId}/pay`)
    await page.reload()
    await page
      .getByRole('link', { name: 'Open label' })
      .or(page.getByRole('button', { name: 'Open label' }))
      .waitFor()
    await page.locator('[data-action="hand-over"]').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Hand over to carrier' }).click()
    await page.locator('[data-state="HANDED_OVER"]').first().waitFor()
  })

  await t.test('fits a phone, and signing out ends it', async (t) => {
    await page.setViewportSize(PHONE)
    await page.goto(`${stack.url}/staff/tasks`)
    await page.getByRole('heading', { name: 'Work for today' }).waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    t.ok(width <= PHONE.width, `nothing sticks out: ${width}`)
    await page.locator('.who').click()
    await page.getByText('Sign out').click()
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
    await page.goto(`${stack.url}/staff/tasks`)
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  })

  await t.test('the browser had nothing to complain about', async (t) => t.same(complaints, []))

  async function buyAndShip(keyword: string) {
    const orderId = await buyGoods(stack, keyword)
    await partner.simulate('seller.ships', orderId)
    const parcel = await waitFor(
      'a parcel',
      async () => (await partner.get<List<Ref & { waybillNo: string }>>(`/v1/parcels?orderId=${orderId}`)).data[0],
    )
    return { orderId, parcelId: parcel.id, waybillNo: parcel.waybillNo }
  }

  async function inspectionOf(orderId: string) {
    type Seen = Ref & { failedQuantity: number | null; photos: { shot: string; fileId: string }[] }
    const { data } = await partner.get<List<Seen>>(`/v1/inspections?orderId=${orderId}`)
    const [inspection] = data
    if (inspection === undefined) throw new Error(`no inspection of ${orderId}`)
    return inspection
  }

  async function createShipment(): Promise<string> {
    const { data: lots } = await partner.get<List<Lot>>(`/v1/stock?orderId=${first.orderId}`)
    const items = lots.map(({ id, availableQuantity }) => ({ lotId: id, quantity: availableQuantity }))
    const { id } = await partner.post<Ref>('/v1/shipments', { items, consignee: CONSIGNEE, lineCode: 'JP-EMS' })
    await waitFor('the packing plan', async () => ((await partner.get<Ref>(`/v1/shipments/${id}`)).status === 'PICKING' ? true : undefined))
    return id
  }
})

async function signIn(page: Page, password: string): Promise<void> {
  await page.locator('input[autocomplete="username"]').fill('admin')
  await page.locator('input[type="password"]').fill(password)
  await page.keyboard.press('Enter')
}

/** One picture a slot, in order; the label shot is covered with a box drawn by hand first. */
async function uploadShots(page: Page): Promise<void> {
  await page.locator('[data-slot="OUTER_BOX"]').waitFor()
  await page.locator('.action-bar [data-outcome="PASS"]').waitFor()
  for (const shot of STANDARD_SHOTS) await upload(page, shot)
}

async function upload(page: Page, shot: string): Promise<void> {
  const buffer = await picture(shot === 'OUTER_BOX' ? 'box' : 'bag', 'bench')
  await page.locator(`input[type="file"][data-shot="${shot}"]`).setInputFiles({ name: `${shot}.jpg`, mimeType: 'image/jpeg', buffer })
  if (shot === 'OUTER_BOX') await coverLabel(page)
  await page.locator(`[data-slot="${shot}"] .shot-done`).waitFor()
}

async function coverLabel(page: Page): Promise<void> {
  const stage = page.locator('[data-redaction]')
  // Hovering waits until the dialog stands still.
  await stage.hover()
  const area = await stage.boundingBox()
  if (area === null) throw new Error('no picture to draw on')
  await page.mouse.move(area.x + area.width * 0.2, area.y + area.height * 0.4)
  await page.mouse.down()
  await page.mouse.move(area.x + area.width * 0.5, area.y + area.height * 0.65, { steps: 4 })
  await page.mouse.up()
  await page.locator('.redaction-box').waitFor()
  await page.locator('.ant-modal-footer .ant-btn-primary').click()
}
