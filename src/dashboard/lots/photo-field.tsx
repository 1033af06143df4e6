import { CameraOutlined } from '@ant-design/icons'
import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePaste } from '../parts/use-paste.ts'
import { ACCEPTED_TYPES, usePictureCheck } from '../parts/use-picture-check.ts'

type Props = { file: File | null; onChange: (file: File) => void }

/** One picture, shot, chosen, dropped or pasted; shown before it is sent, and another press takes another. */
export function PhotoField({ file, onChange }: Props) {
  const { t } = useTranslation()
  const accepts = usePictureCheck()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const preview = usePreview(file)
  const take = (files: Iterable<File>) => {
    const [first] = files
    if (first !== undefined && accepts(first)) onChange(first)
  }
  usePaste(take)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <>
      <button
        type="button"
        className={`compare-empty lot-photo ${isOver ? 'is-over' : ''}`}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {preview === null ? (
          <>
            <CameraOutlined />
            <strong>{t('lots.photo')}</strong>
            <span>{t('inspection.upload')}</span>
          </>
        ) : (
          <>
            <img src={preview} alt={t('lots.photo')} />
            <span>{t('inspection.another')}</span>
          </>
        )}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED_TYPES.join(',')}
        data-photo="disposal"
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          take(Array.from(event.target.files ?? []))
          event.target.value = ''
        }}
      />
    </>
  )
}

function usePreview(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (file === null) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}
