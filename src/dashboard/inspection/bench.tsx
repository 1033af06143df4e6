import { CameraOutlined } from '@ant-design/icons'
import { Button, Checkbox, Image, Progress } from 'antd'
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fileUrl } from '../api/client.ts'
import type { Inspection, Photo } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { Picture } from '../parts/picture.tsx'
import { usePaste } from '../parts/use-paste.ts'
import { ACCEPTED_TYPES } from '../parts/use-picture-check.ts'
import { RedactionEditor } from './redaction-editor.tsx'
import { ShotStrip } from './shot-strip.tsx'
import { usePhotoUpload } from './use-photo-upload.ts'

/** Shots that show a courier's label: never sent before someone looked at what it says. */
const SHOWS_LABEL = new Set(['OUTER_BOX', 'PACKING_SLIP'])
const EXTRA_SHOT = 'EXTRA'

/** The promise beside the goods: listing picture left, bench photo right, the shots in order below. */
export function Bench({ inspection, wanted, isOpen }: { inspection: Inspection; wanted: string[]; isOpen: boolean }) {
  const { t } = useTranslation()
  const label = useLabel()
  const shots = shotsOf(inspection, wanted)
  const photoOf = (shot: string): Photo | undefined => inspection.photos.findLast((photo) => photo.shot === shot)
  const [chosen, setChosen] = useState<string | null>(null)
  const [pending, setPending] = useState<File | null>(null)
  const [coverAll, setCoverAll] = useState(false)
  const [isOver, setOver] = useState(false)
  const fileInput = useRef<HTMLInputElement>(null)
  const upload = usePhotoUpload(inspection.id)
  // Until a slot is chosen by hand, the next one of the plan is at work: also when the plan comes after the page.
  const isTaken = (shot: string) => photoOf(shot) !== undefined || upload.uploads.some((one) => one.shot === shot)
  const active = chosen ?? wanted.find((shot) => !isTaken(shot)) ?? wanted.at(-1) ?? EXTRA_SHOT
  const done = wanted.filter((shot) => photoOf(shot) !== undefined).length

  const send = (file: Blob, redactions: Parameters<typeof upload.add>[2]) => {
    upload.add(active, file, redactions)
    setChosen(null)
  }
  const take = (files: Iterable<File>) => {
    const [file] = files
    if (!isOpen || file === undefined || !upload.accepts(file)) return
    if (coverAll || SHOWS_LABEL.has(active)) setPending(file)
    else send(file, [])
  }
  usePaste(take)
  const choose = (shot: string) => {
    setChosen(shot)
    if (isOpen && photoOf(shot) === undefined) fileInput.current?.click()
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const shown = photoOf(active)
  const sending = upload.uploads.findLast((one) => one.shot === active)
  return (
    <section
      className={`panel bench ${isOver ? 'is-over' : ''}`}
      aria-label={t('inspection.photos')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="compare">
        <figure>
          <figcaption>{t('product.promised')}</figcaption>
          <Picture src={inspection.product.imageUrl} alt={inspection.product.titleZh} className="compare-picture" />
        </figure>
        <figure>
          <figcaption>
            {t('product.bench')} · <b>{label('shot', active)}</b>
            {isOpen && shown !== undefined && (
              <Button size="small" type="link" icon={<CameraOutlined />} onClick={() => fileInput.current?.click()}>
                {t('inspection.another')}
              </Button>
            )}
          </figcaption>
          {sending !== undefined ? (
            <img className="picture compare-picture is-sending" src={sending.previewUrl} alt={label('shot', active)} />
          ) : shown !== undefined ? (
            <Image rootClassName="compare-picture" src={fileUrl(shown.originalFileId)} alt={label('shot', active)} />
          ) : (
            <button type="button" className="compare-picture compare-empty" disabled={!isOpen} onClick={() => fileInput.current?.click()}>
              <CameraOutlined />
              <strong>{label('shot', active)}</strong>
              <span>{t('inspection.upload')}</span>
            </button>
          )}
        </figure>
      </div>
      <div className="panel-head">
        <h2>{t('inspection.photos')}</h2>
        <Progress
          percent={wanted.length === 0 ? 0 : (done / wanted.length) * 100}
          showInfo={false}
          size={[120, 6]}
          status={done === wanted.length ? 'success' : 'normal'}
        />
        <span className="quiet">{t('inspection.progress', { done, total: wanted.length })}</span>
        <span className="grow" />
        {isOpen && (
          <Checkbox checked={coverAll} onChange={(event) => setCoverAll(event.target.checked)}>
            {t('inspection.redactAlways')}
          </Checkbox>
        )}
      </div>
      <ShotStrip
        shots={shots}
        planned={wanted}
        active={active}
        photos={inspection.photos}
        uploads={upload.uploads}
        onChoose={choose}
        onRetry={upload.retry}
      />
      {isOpen && <p className="quiet hint">{t('inspection.photosHint')}</p>}
      <input
        ref={fileInput}
        type="file"
        hidden
        accept={ACCEPTED_TYPES.join(',')}
        data-shot={active}
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          take(Array.from(event.target.files ?? []))
          event.target.value = ''
        }}
      />
      {pending !== null && (
        <RedactionEditor
          file={pending}
          showsLabel={SHOWS_LABEL.has(active)}
          onCancel={() => setPending(null)}
          onDone={(redactions) => {
            send(pending, redactions)
            setPending(null)
          }}
        />
      )}
    </section>
  )
}

/** What is wanted in order, then anything else that was taken, then room for one more. */
function shotsOf(inspection: Inspection, wanted: readonly string[]): string[] {
  return [...new Set([...wanted, ...inspection.photos.map((photo) => photo.shot), 'DEFECT_CLOSE_UP', EXTRA_SHOT])]
}
