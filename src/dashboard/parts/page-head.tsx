import { ArrowLeftOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DueChip } from './due-chip.tsx'
import { IdText, StateTag, TestMark } from './labels.tsx'
import { usePageTitle } from './use-page-title.ts'

type Props = {
  of: 'inspection' | 'shipment' | 'refund' | 'order' | 'stockLot'
  kind: string
  title: string
  subtitle?: string
  resource: { id: string; state: string; livemode: boolean }
  dueAt: string | null
  /** Where the arrow leads; to the tasks unless said. */
  back?: string
}

/** The same head on every page of work: what, which, how far, how long. */
export function PageHead({ of, kind, title, subtitle, resource, dueAt, back = '/tasks' }: Props) {
  const { t } = useTranslation()
  usePageTitle(`${kind} · ${title}`)
  return (
    <header className="page-head">
      <Link to={back} className="page-back" aria-label={t(back === '/tasks' ? 'common.back' : 'orders.title')}>
        <ArrowLeftOutlined />
      </Link>
      <div className="page-head-words">
        <div className="page-head-line">
          <span className="quiet">{kind}</span>
          <IdText id={resource.id} />
          <StateTag state={resource.state} of={of} />
          <TestMark livemode={resource.livemode} />
        </div>
        <h1>{title}</h1>
        {subtitle !== undefined && subtitle !== title && <p className="quiet">{subtitle}</p>}
      </div>
      {dueAt !== null && <DueChip dueAt={dueAt} />}
    </header>
  )
}
