import { Image } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Refund } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { FileFigure, Shot } from '../parts/file-figure.tsx'

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
            <FileFigure key={file.fileId} file={file} />
          ))}
        </div>
        {theirs.length > 0 && <h3 className="evidence-from">{t('refund.fromPartner')}</h3>}
        <div className="evidence">
          {theirs.map((file) => (
            <FileFigure key={file.fileId} file={file} />
          ))}
        </div>
      </Image.PreviewGroup>
    </section>
  )
}
