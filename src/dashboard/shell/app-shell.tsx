import {
  AuditOutlined,
  BankOutlined,
  CarOutlined,
  ControlOutlined,
  DashboardOutlined,
  DeleteOutlined,
  FileTextOutlined,
  InboxOutlined,
  LogoutOutlined,
  SafetyCertificateOutlined,
  ShopOutlined,
  SoundOutlined,
  TransactionOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Avatar, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router'
import { api } from '../api/client.ts'
import { SESSION_KEY, useCounts, useSession } from '../api/queries.ts'
import type { Session, TaskKind } from '../api/wire.ts'
import { BootScreen, FailureScreen } from '../parts/screens.tsx'
import { ScanProvider } from '../scan/scan-context.tsx'
import { isSoundOn, setSound } from '../scan/tone.ts'
import { SearchBox } from '../search/search-box.tsx'
import { BrandMark } from './brand-mark.tsx'
import { HouseClock } from './house-clock.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { StaleBanner } from './stale-banner.tsx'

const SECTIONS: { key: 'tasks' | TaskKind; icon: ReactNode; folder: string }[] = [
  { key: 'tasks', icon: <UnorderedListOutlined />, folder: '/tasks' },
  { key: 'arrival', icon: <InboxOutlined />, folder: '/parcels' },
  { key: 'inspection', icon: <SafetyCertificateOutlined />, folder: '/inspections' },
  { key: 'consolidation', icon: <CarOutlined />, folder: '/shipments' },
  { key: 'refund', icon: <TransactionOutlined />, folder: '/refunds' },
  { key: 'disposal', icon: <DeleteOutlined />, folder: '/lots' },
]

/** Who may look at orders and find them by a number. */
const DESK_ROLES = ['afterSales', 'finance', 'operatorAdmin'] as const

/** Pages of the office: on a phone they are in the menu of the person, the bar below belongs to the warehouse. */
const OFFICE: {
  key: 'orders' | 'rules' | 'partners' | 'finance' | 'reconciliation'
  icon: ReactNode
  path: string
  roles?: readonly Role[]
}[] = [
  { key: 'orders', icon: <FileTextOutlined />, path: '/orders', roles: DESK_ROLES },
  { key: 'rules', icon: <ControlOutlined />, path: '/rules' },
  { key: 'partners', icon: <ShopOutlined />, path: '/partners', roles: ['operatorAdmin'] },
  { key: 'finance', icon: <BankOutlined />, path: '/finance', roles: ['finance', 'operatorAdmin'] },
  { key: 'reconciliation', icon: <AuditOutlined />, path: '/reconciliation', roles: ['finance', 'operatorAdmin'] },
]

type Role = Session['user']['roles'][number]

/** The pages of the office this person may open. */
const officeOf = (own: readonly Role[]) => OFFICE.filter(({ roles }) => roles?.some((role) => own.includes(role)) ?? true)

/** The frame of every page behind the sign-in; without a session it leads there and back. */
export function AppShell() {
  const session = useSession()
  const location = useLocation()
  const { pathname } = location
  if (session.isPending) return <BootScreen />
  if (session.isError) return <FailureScreen error={session.error} onRetry={() => void session.refetch()} />
  if (session.data === null) return <Navigate to="/login" replace state={{ from: pathname + location.search }} />
  return (
    <ScanProvider>
      <div className="shell">
        <Rail roles={session.data.user.roles} />
        <div className="shell-main">
          <TopBar user={session.data.user} />
          {pathname !== '/tasks' && <StaleBanner />}
          <main>
            <Outlet />
          </main>
        </div>
      </div>
    </ScanProvider>
  )
}

function Rail({ roles }: { roles: Session['user']['roles'] }) {
  const { t } = useTranslation()
  const { pathname, search } = useLocation()
  const counts = useCounts()
  const kind = new URLSearchParams(search).get('kind')
  const isOpen = (key: string, folder: string) => (pathname === '/tasks' ? key === (kind ?? 'tasks') : pathname.startsWith(folder))
  return (
    <nav className="rail" aria-label={t('app.tagline')}>
      <Link to="/tasks" className="rail-brand" aria-label={t('app.name')}>
        <BrandMark />
      </Link>
      {SECTIONS.map(({ key, icon, folder }) => (
        <Link
          key={key}
          to={key === 'tasks' ? '/tasks' : `/tasks?kind=${key}`}
          className={`rail-item ${isOpen(key, folder) ? 'is-open' : ''}`}
        >
          {icon}
          <span>{t(`nav.${key}`)}</span>
          {key !== 'tasks' && (counts.data?.[key] ?? 0) > 0 && <b>{counts.data?.[key]}</b>}
        </Link>
      ))}
      {officeOf(roles).map(({ key, icon, path }) => (
        <Link key={key} to={path} className={`rail-item rail-office ${pathname.startsWith(path) ? 'is-open' : ''}`}>
          {icon}
          <span>{t(`nav.${key}`)}</span>
        </Link>
      ))}
      {roles.includes('operatorAdmin') && (
        <a href="/staff/queues" className="rail-item rail-last">
          <DashboardOutlined />
          <span>{t('nav.queues')}</span>
        </a>
      )}
    </nav>
  )
}

function TopBar({ user }: { user: Session['user'] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [sound, keepSound] = useState(isSoundOn)
  const signOut = () =>
    api.signOut().finally(() => {
      queryClient.setQueryData(SESSION_KEY, null)
      // The next person at this browser must not see a glimpse of what this one saw.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] })
    })
  const toggleSound = () => {
    setSound(!sound)
    keepSound(!sound)
  }
  const items = [
    { key: 'who', type: 'group' as const, label: `${user.login} · ${user.roles.map((role) => t(`role.${role}`)).join(' / ')}` },
    ...officeOf(user.roles).map(({ key, icon, path }) => ({ key, icon, label: t(`nav.${key}`), onClick: () => void navigate(path) })),
    { key: 'sound', icon: <SoundOutlined />, label: t(sound ? 'scan.soundOn' : 'scan.soundOff'), onClick: toggleSound },
    { key: 'out', icon: <LogoutOutlined />, label: t('app.signOut'), onClick: () => void signOut() },
  ]
  return (
    <header className="top-bar">
      <span className="top-name">
        {t('app.name')} <span className="quiet hide-on-phone">{t('app.tagline')}</span>
      </span>
      {user.roles.some((role) => DESK_ROLES.some((one) => one === role)) && <SearchBox />}
      <HouseClock />
      <LanguageSwitch />
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <button type="button" className="who">
          <Avatar size={28}>{user.displayName.slice(0, 1)}</Avatar>
          <span className="hide-on-phone">{user.displayName}</span>
        </button>
      </Dropdown>
    </header>
  )
}
