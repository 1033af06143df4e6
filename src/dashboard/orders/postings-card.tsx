import { Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PostingGroup } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { IdText } from '../parts/labels.tsx'
import { ResourceLink } from '../parts/resource-link.tsx'

/** Every group booked about an order, with both its sides. */
export function PostingsCard({ groups }: { groups: readonly PostingGroup[] }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-label={t('orders.postings')}>
      <div className="panel-head">
        <h2>{t('orders.postings')}</h2>
        <span className="quiet">{t('orders.postingsHint')}</span>
      </div>
      {groups.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('orders.noPostings')} />}
      {groups.map((group) => (
        <GroupRow key={group.id} group={group} />
      ))}
    </section>
  )
}

function GroupRow({ group }: { group: PostingGroup }) {
  const format = useFormat()
  const label = useLabel()
  return (
    <div className="posting-group" data-group={group.id}>
      <div>
        <b>{label('template', group.template)}</b>
        <div className="quiet">{format.minute(group.at)}</div>
        <div className="posting-ids">
          <IdText id={group.id} />
          <ResourceLink id={group.sourceId} />
        </div>
      </div>
      <dl className="posting-sides">
        {group.postings.map(({ account, amount }) => (
          <div key={`${account} ${amount.currency}`}>
            <dt>{label('bookAccount', account)}</dt>
            <dd>{format.signedMoney(amount)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
