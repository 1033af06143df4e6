import { App, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Task } from '../api/wire.ts'
import { useScan } from '../scan/scan-context.tsx'

/** Records an arrival without a scanner: asks first, weight optional, then does what a scan would. */
export function useArrival(): (task: Task) => void {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const { submit } = useScan()
  return (task) => {
    let weightG: number | null = null
    modal.confirm({
      title: t('tasks.arriveTitle'),
      content: (
        <div className="stack">
          <span>{t('tasks.arriveText', { waybill: task.waybillNo ?? '' })}</span>
          <InputNumber
            min={1}
            max={200_000}
            precision={0}
            placeholder={t('scan.weight')}
            suffix="g"
            onChange={(value: number | null) => {
              weightG = value
            }}
          />
        </div>
      ),
      okText: t('tasks.arrive'),
      onOk: () => submit(task.waybillNo ?? task.id, weightG),
    })
  }
}
