import {
  CarOutlined,
  DeleteOutlined,
  InboxOutlined,
  RightOutlined,
  SafetyCertificateOutlined,
  TransactionOutlined,
} from '@ant-design/icons'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task, TaskKind } from '../api/wire.ts'
import { DueChip } from '../parts/due-chip.tsx'
import { StateTag, TestMark } from '../parts/labels.tsx'
import { Picture } from '../parts/picture.tsx'

const ICONS: Record<TaskKind, ReactNode> = {
  arrival: <InboxOutlined />,
  inspection: <SafetyCertificateOutlined />,
  consolidation: <CarOutlined />,
  refund: <TransactionOutlined />,
  disposal: <DeleteOutlined />,
}

const MACHINES = {
  arrival: 'parcel',
  inspection: 'inspection',
  consolidation: 'shipment',
  refund: 'refund',
  disposal: 'stockLot',
} as const

/** One piece of work in a line: what it is, whose, how many, and how long there is. */
export function TaskRow({ task, isSelected, onOpen }: { task: Task; isSelected: boolean; onOpen: (task: Task) => void }) {
  const { t } = useTranslation()
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  return (
    <button
      ref={row}
      type="button"
      className={`task-row ${isSelected ? 'is-selected' : ''}`}
      data-task={task.id}
      onClick={() => onOpen(task)}
    >
      <span className="task-picture">
        <Picture src={task.imageUrl} alt="" />
        <i className={`kind-mark kind-${task.kind}`}>{ICONS[task.kind]}</i>
      </span>
      <span className="task-body">
        <span className="task-title">
          <span className="task-title-text">{task.title}</span>
          <TestMark livemode={task.livemode} />
        </span>
        <span className="task-sub">
          <span>{t(`kind.${task.kind}`)}</span>
          <span>{task.partnerName}</span>
          {task.waybillNo !== null && <span className="mono">{task.waybillNo}</span>}
          <span className="mono hide-on-phone">…{task.id.slice(-6)}</span>
        </span>
      </span>
      <span className="task-quantity">{t('common.pieces', { count: task.quantity })}</span>
      <span className="task-state">
        <StateTag state={task.state} of={MACHINES[task.kind]} />
      </span>
      <span className="task-due">
        <DueChip dueAt={task.dueAt} />
      </span>
      <RightOutlined className="task-go" />
    </button>
  )
}
