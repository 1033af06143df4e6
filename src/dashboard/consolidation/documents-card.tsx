import { Image } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Shipment } from '../api/wire.ts'
import { FileFigure } from '../parts/file-figure.tsx'

/** Papers the owner of the goods sent along: they go with the parcel. */
export function DocumentsCard({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-label={t('consolidation.documents')}>
      <div className="panel-head">
        <h2>{t('consolidation.documents')}</h2>
        <span className="quiet">{shipment.documents.length}</span>
      </div>
      <Image.PreviewGroup>
        <div className="evidence">
          {shipment.documents.map((file) => (
            <FileFigure key={file.fileId} file={file} />
          ))}
        </div>
      </Image.PreviewGroup>
    </section>
  )
}
