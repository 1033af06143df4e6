import sharp from 'sharp'
import type { CarrierShipment } from '../state/carrier/shipment.ts'

const WIDTH = 600
const HEIGHT = 400

/** A shipping label to print, as PNG. The bars show the tracking number to the eye, not to a scanner. */
export function labelPicture(shipment: CarrierShipment): Promise<Buffer> {
  const bars = [...shipment.trackingNo]
    .map((character, at) => `<rect x="${40 + at * 34}" y="210" width="${8 + (character.charCodeAt(0) % 20)}" height="110"/>`)
    .join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff" stroke="#000" stroke-width="6"/>
<g font-family="sans-serif" fill="#000"><text x="40" y="70" font-size="40" font-weight="bold">${escapeHtml(shipment.lineCode)}</text>
<text x="560" y="90" font-size="72" font-weight="bold" text-anchor="end">${shipment.destinationCountry}</text>
<text x="40" y="130" font-size="26">Ref ${escapeHtml(shipment.reference)}</text><text x="40" y="170" font-size="26">${(shipment.weightG / 1000).toFixed(3)} kg</text>
${bars}<text x="300" y="365" font-size="34" text-anchor="middle">${shipment.trackingNo}</text></g></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
