import { FilePdfOutlined, FileUnknownOutlined } from '@ant-design/icons'
import { Image } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { fileUrl, thumbnailUrl } from '../api/client.ts'
import type { Refund } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'

type Evidence = Refund['evidence'][number]

/** What proves the claim: pictures of the bench, then what the buyer sent. */
export function EvidenceCard({ refund }: { refund: Refund }) {
  const { t } = useTranslation()
  const label = useLabel()
  // The desk sees the originals; the copies partners see of the same shots would only repeat them.
  const sent = refund.evidence.filter(({ fileId }) => !refund.photos.some((photo) => photo.redactedFileId === fileId))
  const [theirs, ours] = [sent.filter((file) => file.fromPartner), sent.filter((file) => !file.fromPartner)]
  const count = refund.photos.length + sent.length
  return (
    <section className="panel" aria-label={t('refund.evidence')}>
      <div className="panel-head">
        <h2>{t('refund.evidence')}</h2>
        <span className="quiet">{count === 0 ? t('refund.noEvidence') : count}</span>
        <span className="grow" />
        {refund.inspectionId !== null && <Link to={`/inspections/${refund.inspectionId}`}>{t('refund.openInspection')}</Link>}
      </div>
      {refund.missingEvidence.length > 0 && (
        <p className="evidence-missing severity-major">
          {t('refund.missingEvidence', { items: refund.missingEvidence.map((item) => label('shot', item)).join(' · ') })}
        </p>
      )}
      <Image.PreviewGroup>
        <div className="evidence">
          {refund.photos.map((photo) => (
            <Shot key={photo.id} fileId={photo.originalFileId} name={label('shot', photo.shot)} />
          ))}
          {ours.map((file) => (
            <Sent key={file.fileId} file={file} />
          ))}
        </div>
        {theirs.length > 0 && <h3 className="evidence-from">{t('refund.fromPartner')}</h3>}
        <div className="evidence">
          {theirs.map((file) => (
            <Sent key={file.fileId} file={file} />
          ))}
        </div>
      </Image.PreviewGroup>
    </section>
  )
}

function Shot({ fileId, name }: { fileId: string; name: string }) {
  return (
    <figure>
      <Image src={thumbnailUrl(fileId)} alt={name} loading="lazy" preview={{ src: fileUrl(fileId) }} />
      <figcaption>{name}</figcaption>
    </figure>
  )
}

/** A file of the buyer: what it is handed in for, else what he calls it. */
function Sent({ file }: { file: Evidence }) {
  const { t } = useTranslation()
  const label = useLabel()
  const what = file.items.length > 0 ? file.items.map((item) => label('shot', item)).join(' · ') : label('filePurpose', file.purpose ?? '')
  const name = what || t('refund.evidence')
  if (file.isKept && file.isPicture) return <Shot fileId={file.fileId} name={name} />
  return (
    <figure>
      {file.isKept ? <Paper file={file} /> : <Gone />}
      <figcaption>{name}</figcaption>
    </figure>
  )
}

function Paper({ file }: { file: Evidence }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <a className="evidence-paper" href={fileUrl(file.fileId)} download={file.fileName ?? true} aria-label={t('refund.openDocument')}>
      <FilePdfOutlined />
      <span className="evidence-name">{file.fileName ?? 'PDF'}</span>
      <span className="quiet">{format.bytes(file.byteLength)}</span>
    </a>
  )
}

function Gone() {
  const { t } = useTranslation()
  return (
    <span className="evidence-paper quiet">
      <FileUnknownOutlined />
      {t('refund.evidenceGone')}
    </span>
  )
}
