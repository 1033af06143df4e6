import { FilePdfOutlined, FileUnknownOutlined } from '@ant-design/icons'
import { Image } from 'antd'
import { useTranslation } from 'react-i18next'
import { fileUrl, thumbnailUrl } from '../api/client.ts'
import type { SentFile } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'

/** A file of the buyer: what it is handed in for, else what he calls it. */
export function FileFigure({ file }: { file: SentFile }) {
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

/** One picture of a group that can be paged through. */
export function Shot({ fileId, name }: { fileId: string; name: string }) {
  return (
    <figure>
      <Image src={thumbnailUrl(fileId)} alt={name} loading="lazy" preview={{ src: fileUrl(fileId) }} />
      <figcaption>{name}</figcaption>
    </figure>
  )
}

function Paper({ file }: { file: SentFile }) {
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
