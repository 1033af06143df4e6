import { CameraOutlined, CheckCircleFilled, PlusOutlined, ReloadOutlined } from '@ant-design/icons'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { fileUrl } from '../api/client.ts'
import type { Photo } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import type { Upload } from './use-photo-upload.ts'

type Props = {
  shots: string[]
  planned: string[]
  active: string
  photos: Photo[]
  uploads: Upload[]
  onChoose: (shot: string) => void
  onRetry: (upload: Upload) => void
}

/** One slot a shot, numbered as they are to be taken: empty, on its way, failed or done. */
export function ShotStrip({ shots, planned, active, photos, uploads, onChoose, onRetry }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <div className="shots">
      {shots.map((shot) => {
        const taken = photos.filter((photo) => photo.shot === shot)
        const last = taken.at(-1)
        const upload = uploads.findLast((one) => one.shot === shot)
        const number = planned.indexOf(shot) + 1
        return (
          <button
            key={shot}
            type="button"
            className={`shot ${shot === active ? 'is-active' : ''} ${number > 0 && last === undefined ? 'is-missing' : ''}`}
            data-slot={shot}
            aria-label={label('shot', shot)}
            onClick={() => (upload?.isFailed ? onRetry(upload) : onChoose(shot))}
          >
            <span className="shot-frame">
              {upload !== undefined ? (
                <img className="shot-image" src={upload.previewUrl} alt="" />
              ) : last !== undefined ? (
                <img className="shot-image" src={fileUrl(last.redactedFileId)} alt="" />
              ) : number > 0 ? (
                <CameraOutlined />
              ) : (
                <PlusOutlined />
              )}
              {upload !== undefined && !upload.isFailed && (
                <i className="shot-progress">
                  <Progress
                    type="circle"
                    size={34}
                    percent={Math.round(upload.progress * 100)}
                    showInfo={false}
                    aria-label={t('inspection.uploading')}
                  />
                </i>
              )}
              {upload?.isFailed && (
                <i className="shot-failed">
                  <ReloadOutlined /> {t('common.retry')}
                </i>
              )}
              {last !== undefined && upload === undefined && <CheckCircleFilled className="shot-done" />}
              {taken.length > 1 && <em>{taken.length}</em>}
            </span>
            <span className="shot-name">
              {number > 0 && <b className="shot-number">{number}</b>} {label('shot', shot)}
            </span>
          </button>
        )
      })}
    </div>
  )
}
