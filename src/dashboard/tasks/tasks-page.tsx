import { WifiOutlined } from '@ant-design/icons'
import { Alert, Badge, Empty, type InputRef, Skeleton, Tabs, Tooltip } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useCounts, useTasks } from '../api/queries.ts'
import type { Task, TaskKind } from '../api/wire.ts'
import { URGENCIES, urgencyOf } from '../parts/due.ts'
import { FailureScreen } from '../parts/screens.tsx'
import { useNow } from '../parts/use-now.ts'
import { usePageTitle } from '../parts/use-page-title.ts'
import { ScanBox } from '../scan/scan-box.tsx'
import { targetPath } from './target-path.ts'
import { TaskRow } from './task-row.tsx'
import { useArrival } from './use-arrival.tsx'
import { useTaskKeys } from './use-task-keys.ts'

const KINDS = ['all', 'arrival', 'inspection', 'consolidation', 'refund', 'disposal'] as const
type Filter = (typeof KINDS)[number]

/** The day's work, most pressing first, with the scan box on top. */
export function TasksPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const navigate = useNavigate()
  const scanInput = useRef<InputRef>(null)
  const tasks = useTasks()
  const filter = filterOf(params.get('kind'))
  const setFilter = (next: Filter) => setParams(next === 'all' ? {} : { kind: next }, { replace: true })
  const arrive = useArrival()
  usePageTitle(t('nav.tasks'))
  const shown = useMemo(() => byDue(tasks.data ?? []).filter((task) => filter === 'all' || task.kind === filter), [tasks.data, filter])
  const open = (task: Task) => {
    const path = targetPath(task.kind, task.id)
    if (path !== null) void navigate(path)
    else arrive(task)
  }
  const [selected, select] = useState<string | null>(null)
  useTaskKeys({
    ids: shown.map((task) => task.id),
    selected,
    select,
    open: (id) => shown.filter((task) => task.id === id).forEach(open),
    focusScan: () => scanInput.current?.focus(),
    switchTo: (index) => KINDS[index] !== undefined && setFilter(KINDS[index]),
  })
  useEffect(() => scanInput.current?.focus(), [])
  return (
    <div className="page">
      <ScanBox inputRef={scanInput} />
      <div className="tasks-head">
        <h1>{t('tasks.title')}</h1>
        <span className="quiet hide-on-phone">{t('tasks.keys')}</span>
        <LiveMark isLive={!tasks.isError} />
      </div>
      <FilterTabs filter={filter} tasks={tasks.data} onChange={setFilter} />
      {tasks.isError && tasks.data !== undefined && <Alert banner type="warning" title={t('common.offline')} className="gap-bottom" />}
      {tasks.isPending && <TaskSkeleton />}
      {tasks.isError && tasks.data === undefined && <FailureScreen error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.data !== undefined && <TaskGroups tasks={shown} selected={selected} isFiltered={filter !== 'all'} onOpen={open} />}
    </div>
  )
}

function FilterTabs({ filter, tasks, onChange }: { filter: Filter; tasks: Task[] | undefined; onChange: (next: Filter) => void }) {
  const { t } = useTranslation()
  const counts = useCounts()
  const countOf = (key: Filter) => {
    const listed = tasks?.filter((task) => key === 'all' || task.kind === key).length ?? 0
    if (key !== 'all') return counts.data?.[key] ?? listed
    return Math.max(
      listed,
      Object.values(counts.data ?? {}).reduce((sum, count) => sum + count, 0),
    )
  }
  return (
    <Tabs
      activeKey={filter}
      onChange={(key) => onChange(filterOf(key))}
      items={KINDS.map((key) => ({
        key,
        label: (
          <span className="tab-label">
            {key === 'all' ? t('tasks.all') : t(`nav.${key}`)}
            <Badge count={countOf(key)} overflowCount={999} color={filter === key ? '#3b5bdb' : '#5f687b'} size="small" />
          </span>
        ),
      }))}
    />
  )
}

type GroupsProps = { tasks: Task[]; selected: string | null; isFiltered: boolean; onOpen: (task: Task) => void }

function TaskGroups({ tasks, selected, isFiltered, onOpen }: GroupsProps) {
  const { t } = useTranslation()
  const now = useNow()
  if (tasks.length === 0) {
    return (
      <Empty
        className="tasks-empty"
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={isFiltered ? t('tasks.emptyKind') : t('tasks.empty')}
      >
        <span className="quiet">{t('tasks.emptyText')}</span>
      </Empty>
    )
  }
  return URGENCIES.map((urgency) => {
    const group = tasks.filter((task) => urgencyOf(task.dueAt, now) === urgency)
    if (group.length === 0) return null
    return (
      <section key={urgency} className="task-group">
        <h2 className={`task-group-name due-text-${urgency}`}>
          {t(`tasks.${urgency}`)} <span>{group.length}</span>
        </h2>
        <div className="task-list">
          {group.map((task) => (
            <TaskRow key={task.id} task={task} isSelected={task.id === selected} onOpen={onOpen} />
          ))}
        </div>
      </section>
    )
  })
}

function LiveMark({ isLive }: { isLive: boolean }) {
  const { t } = useTranslation()
  return (
    <Tooltip title={isLive ? t('tasks.live') : t('common.offline')}>
      <span className={`live-mark ${isLive ? '' : 'is-off'}`}>{isLive ? t('tasks.live') : <WifiOutlined />}</span>
    </Tooltip>
  )
}

function TaskSkeleton() {
  return (
    <div className="task-list">
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <div key={key} className="task-row">
          <Skeleton active avatar={{ shape: 'square', size: 56 }} title={{ width: '40%' }} paragraph={{ rows: 1, width: '70%' }} />
        </div>
      ))}
    </div>
  )
}

function byDue(tasks: readonly Task[]): Task[] {
  return tasks.toSorted((left, right) => dueOf(left) - dueOf(right) || left.createdAt.localeCompare(right.createdAt))
}

function dueOf(task: Task): number {
  return task.dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(task.dueAt)
}

function filterOf(text: string | null): Filter {
  const known: readonly string[] = KINDS
  return text !== null && known.includes(text) ? (text as TaskKind) : 'all'
}
