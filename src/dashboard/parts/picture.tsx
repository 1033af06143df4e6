import { PictureOutlined } from '@ant-design/icons'
import { useState } from 'react'

/** A picture that never shows the browser's broken mark: a seller's image may be gone tomorrow. */
export function Picture({ src, alt, className = '' }: { src: string | null; alt: string; className?: string }) {
  const [broken, setBroken] = useState<string | null>(null)
  if (src === null || broken === src) {
    return (
      <span className={`picture picture-none ${className}`} role="img" aria-label={alt}>
        <PictureOutlined />
      </span>
    )
  }
  return <img className={`picture ${className}`} src={src} alt={alt} loading="lazy" decoding="async" onError={() => setBroken(src)} />
}
