import { DeleteOutlined, WarningFilled } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import type { Lot } from '../api/wire.ts'
import { Kbd } from '../parts/labels.tsx'
import { ReasonInput } from '../parts/reason-input.tsx'
import { useAction } from '../parts/use-action.ts'
import { useProductTitle } from '../parts/use-product-title.ts'
import { playTone } from '../scan/tone.ts'
import { PhotoField } from './photo-field.tsx'

const LONGEST_REASON = 300

/** A picture and a reason, then the goods go: asked twice, as nothing brings them back. */
export function DisposeCard({ lot }: { lot: Lot }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const { title, subtitle } = useProductTitle(lot.product)
  const [photo, setPhoto] = useState<File | null>(null)
  const [reason, setReason] = useState('')
  const dispose = useAction(
    ['lot', lot.id],
    (proof: { photo: File; reason: string }) => api.disposeLot(lot.id, proof),
    () => void message.success(t('lots.done', { count: lot.quantity })),
  )
  const problems = [...(photo === null ? [t('lots.needsPhoto')] : []), ...(reason.trim() === '' ? [t('lots.needsReason')] : [])]
  const ask = () => {
    if (dispose.isPending) return
    const [problem] = problems
    if (photo === null || problem !== undefined) {
      playTone('bad')
      void message.warning(problem)
      return
    }
    modal.confirm({
      title: t('lots.sureTitle', { count: lot.quantity }),
      content: (
        <div className="stack">
          <strong>{title}</strong>
          {subtitle !== title && <span>{subtitle}</span>}
          <span>{`${t('common.pieces', { count: lot.quantity })} · ${t('consolidation.bin')} ${lot.bin}`}</span>
          <span className="quiet">{t('lots.sureText')}</span>
        </div>
      ),
      okText: t('lots.dispose', { count: lot.quantity }),
      okButtonProps: { danger: true },
      onOk: () => dispose.mutate({ photo, reason: reason.trim() }),
    })
  }
  useF8(ask)
  return (
    <section className="panel" aria-label={t('lots.disposal')}>
      <div className="panel-head">
        <h2>{t('lots.disposal')}</h2>
      </div>
      <p className="quiet hint">{t('lots.hint')}</p>
      <div className="lot-disposal">
        <PhotoField file={photo} onChange={setPhoto} />
        <ReasonInput
          label={t('lots.reason')}
          value={reason}
          onChange={setReason}
          onSubmit={ask}
          autoFocus={false}
          longest={LONGEST_REASON}
        />
      </div>
      <div className="action-bar">
        <div className="action-words">
          {problems.map((problem) => (
            <span key={problem} className="action-problem">
              <WarningFilled /> {problem}
            </span>
          ))}
          {problems.length === 0 && <span className="quiet">{t('lots.sureText')}</span>}
        </div>
        <div className="action-buttons">
          <Button
            danger
            type="primary"
            size="large"
            icon={<DeleteOutlined />}
            disabled={problems.length > 0}
            loading={dispose.isPending}
            onClick={ask}
            data-action="dispose"
          >
            {t('lots.dispose', { count: lot.quantity })} <Kbd>F8</Kbd>
          </Button>
        </div>
      </div>
    </section>
  )
}

function useF8(act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || event.repeat || document.querySelector('.ant-modal-wrap') !== null) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
