import { CheckOutlined } from '@ant-design/icons'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { useSession } from '../api/queries.ts'
import type { LineService } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { useChange } from './use-change.ts'

const COLOURS = { REQUESTED: 'gold', DONE: 'green', NOT_DONE: 'red' } as const

type Props = {
  lineId: string
  services: readonly LineService[]
  of: QueryKey
  /** Where the list stands: at the bench what is done at packing is only told. */
  at: LineService['stage']
}

/** What the partner paid for beside the inspection, and whether it was done; what cannot be done is paid back with a reason. */
export function ServiceList({ lineId, services, of, at }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const roles = useSession().data?.user.roles ?? []
  const mayAct = roles.some((role) => role === 'warehouseStaff' || role === 'qcLead')
  return (
    <ul className={at === 'PACKING' ? 'services is-short' : 'services'}>
      {services.map((service) => (
        <li key={service.code} data-service={service.code}>
          <span className="service-words">
            <strong>{label('service', service.code)}</strong> ×{service.quantity} <small>{label('serviceUnit', service.per)}</small>{' '}
            <Tag color={COLOURS[service.state]}>{label('serviceState', service.state)}</Tag>
            {service.stage === 'PACKING' && at === 'BENCH' && <span className="quiet">{t('services.atPacking')}</span>}
            {service.instructions !== null && <span className="quiet">{service.instructions}</span>}
            {service.reason !== null && <span className="quiet">{service.reason}</span>}
          </span>
          {mayAct && service.state === 'REQUESTED' && (service.stage === at || at === 'PACKING') && (
            <Settle lineId={lineId} service={service} of={of} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Settle({ lineId, service, of }: { lineId: string; service: LineService; of: QueryKey }) {
  const { t } = useTranslation()
  const label = useLabel()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const queryClient = useQueryClient()
  const settle = useChange(
    of,
    (why: string | null) => api.settleService(lineId, service.code, why),
    () => {
      setAsking(false)
      void queryClient.invalidateQueries({ queryKey: ['tasks'] })
    },
  )
  return (
    <span className="service-buttons">
      <Button size="small" type="primary" icon={<CheckOutlined />} loading={settle.isPending} onClick={() => settle.mutate(null)}>
        {t('services.done')}
      </Button>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('services.notDone')}
      </Button>
      <Modal
        open={isAsking}
        title={t('services.notDoneTitle', { service: label('service', service.code) })}
        onCancel={() => setAsking(false)}
        okText={t('services.payBack')}
        okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: settle.isPending }}
        onOk={() => settle.mutate(reason.trim())}
      >
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={300}
          value={reason}
          placeholder={t('services.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </span>
  )
}
