import { Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFinance } from '../api/queries.ts'
import type { BookingDraft, Mode } from '../api/wire.ts'
import { ModeSwitch, SandboxBanner } from '../parts/mode-switch.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { usePageTitle } from '../parts/use-page-title.ts'
import { useUrlChoice } from '../parts/use-url-choice.ts'
import { BookingDrawer } from './booking-drawer.tsx'
import { BookingsPanel } from './bookings-panel.tsx'
import { CreditPanel } from './credit-panel.tsx'
import { OverviewPanel } from './overview-panel.tsx'
import { TopUpsPanel } from './top-ups-panel.tsx'

const MODES = ['live', 'test'] as const satisfies readonly Mode[]
const TABS = ['overview', 'topUps', 'bookings', 'credit'] as const

/** Partners' money: what there is, what is on its way, what waits for a second person, and whether the books add up. */
export function FinancePage() {
  const { t } = useTranslation()
  const [mode, setMode] = useUrlChoice('mode', MODES)
  const [tab, setTab] = useUrlChoice('tab', TABS, ['state'])
  const [draft, setDraft] = useState<BookingDraft | null>(null)
  const overview = useFinance(mode)
  usePageTitle(t('finance.title'))
  if (overview.isPending) return <LoadingScreen />
  if (overview.data === undefined) return <FailureScreen error={overview.error} onRetry={() => void overview.refetch()} />
  const { counts, partners } = overview.data
  const counted = (label: string, count: number) => (count > 0 ? `${label} (${count})` : label)
  return (
    <div className="page">
      <div className="office-head">
        <h1>{t('finance.title')}</h1>
        <ModeSwitch mode={mode} onChange={setMode} />
      </div>
      <SandboxBanner mode={mode} />
      <Tabs
        activeKey={tab}
        onChange={(key) => setTab(TABS.find((one) => one === key) ?? 'overview')}
        items={[
          {
            key: 'overview',
            label: t('finance.overview'),
            children: (
              <OverviewPanel overview={overview.data} mode={mode} onSandbox={mode === 'live' ? () => setMode('test') : undefined} />
            ),
          },
          {
            key: 'topUps',
            label: counted(t('finance.topUps'), counts.underReview),
            children: <TopUpsPanel mode={mode} onBook={setDraft} />,
          },
          {
            key: 'bookings',
            label: counted(t('finance.bookings'), counts.toApprove),
            children: <BookingsPanel mode={mode} onBook={setDraft} />,
          },
          {
            key: 'credit',
            label: counted(t('credit.title'), counts.creditToApprove),
            children: <CreditPanel mode={mode} partners={partners} />,
          },
        ]}
      />
      {draft !== null && <BookingDrawer draft={draft} mode={mode} partners={partners} onClose={() => setDraft(null)} />}
    </div>
  )
}
