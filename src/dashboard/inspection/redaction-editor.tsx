import { App, Button, Modal, Space } from 'antd'
import { type PointerEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rectangle } from '../api/wire.ts'

/** As shares of the picture, so that they hold at any size on the screen. */
type Share = { left: number; top: number; right: number; bottom: number }
const SMALLEST_SHARE = 0.01
/** The gateway keeps pictures at most this large, and reads the boxes in the pixels of what it keeps. */
const LARGEST_SIDE_KEPT = 4096

type Props = { file: File; showsLabel: boolean; onDone: (redactions: Rectangle[]) => void; onCancel: () => void }

/** Draw boxes over names and phone numbers before a picture leaves for eyes outside. */
export function RedactionEditor({ file, showsLabel, onDone, onCancel }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const url = useMemo(() => URL.createObjectURL(file), [file])
  const [boxes, setBoxes] = useState<Share[]>([])
  const [drawing, setDrawing] = useState<{ x: number; y: number; box: Share } | null>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const { x, y } = shareAt(event)
    setDrawing({ x, y, box: { left: x, top: y, right: x, bottom: y } })
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (drawing === null) return
    const { x, y } = shareAt(event)
    const box = { left: Math.min(x, drawing.x), top: Math.min(y, drawing.y), right: Math.max(x, drawing.x), bottom: Math.max(y, drawing.y) }
    setDrawing({ ...drawing, box })
  }
  const end = () => {
    if (
      drawing !== null &&
      drawing.box.right - drawing.box.left > SMALLEST_SHARE &&
      drawing.box.bottom - drawing.box.top > SMALLEST_SHARE
    ) {
      setBoxes([...boxes, drawing.box])
    }
    setDrawing(null)
  }
  const upload = (shares: Share[]) => {
    if (size === null) return void message.error(t('problem.file.unreadable'))
    onDone(shares.map((share) => inPixels(share, size)))
  }

  return (
    <Modal
      open
      centered
      width={760}
      title={t('inspection.redactTitle')}
      onCancel={onCancel}
      afterClose={() => URL.revokeObjectURL(url)}
      footer={
        <Space wrap>
          <Button disabled={boxes.length === 0} onClick={() => setBoxes(boxes.slice(0, -1))}>
            {t('inspection.redactUndo')}
          </Button>
          {boxes.length === 0 ? (
            <Button onClick={() => upload([])}>{t(showsLabel ? 'inspection.redactWhole' : 'inspection.redactNone')}</Button>
          ) : (
            <Button type="primary" autoFocus onClick={() => upload(boxes)}>
              {t('inspection.redactUpload')}
            </Button>
          )}
        </Space>
      }
    >
      <p className="quiet">{t('inspection.redactText')}</p>
      <div className="redaction-stage">
        <div
          className="redaction-picture"
          data-redaction=""
          onPointerDown={begin}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={() => setDrawing(null)}
        >
          <img
            className="redaction-image"
            src={url}
            alt=""
            draggable={false}
            onLoad={({ currentTarget: image }) => setSize({ width: image.naturalWidth, height: image.naturalHeight })}
          />
          {[...boxes, ...(drawing === null ? [] : [drawing.box])].map((box) => (
            <span key={`${box.left}-${box.top}`} className="redaction-box" style={placed(box)} />
          ))}
        </div>
      </div>
    </Modal>
  )
}

function shareAt(event: PointerEvent<HTMLDivElement>): { x: number; y: number } {
  const area = event.currentTarget.getBoundingClientRect()
  const share = (position: number, start: number, length: number) => Math.min(1, Math.max(0, (position - start) / length))
  return { x: share(event.clientX, area.left, area.width), y: share(event.clientY, area.top, area.height) }
}

function placed(box: Share) {
  const percent = (share: number) => `${share * 100}%`
  return { left: percent(box.left), top: percent(box.top), width: percent(box.right - box.left), height: percent(box.bottom - box.top) }
}

function inPixels(box: Share, size: { width: number; height: number }): Rectangle {
  const scale = Math.min(1, LARGEST_SIDE_KEPT / Math.max(size.width, size.height))
  const [width, height] = [size.width * scale, size.height * scale]
  const [x, y] = [Math.floor(box.left * width), Math.floor(box.top * height)]
  return { x, y, width: Math.ceil(box.right * width) - x, height: Math.ceil(box.bottom * height) - y }
}
