import sharp from 'sharp'

/** A drawn stand-in for a photograph, for rehearsals: a closed box with a label, or a cracked piece beside a scale. */
export async function drawSamplePhoto(shot: string, caption: string): Promise<Uint8Array> {
  const drawing = shot === 'OUTER_BOX' ? box(caption) : crackedPiece(caption)
  return new Uint8Array(await sharp(Buffer.from(drawing)).jpeg({ quality: 85 }).toBuffer())
}

const frame = (content: string, caption: string): string => `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720">
  <rect width="960" height="720" fill="#e8e4dc"/>
  <rect y="560" width="960" height="160" fill="#cfc8bb"/>
  ${content}
  <text x="24" y="700" font-family="sans-serif" font-size="20" fill="#5b5548">rehearsal · ${escapeXml(caption)}</text>
</svg>`

const box = (caption: string): string =>
  frame(
    `<rect x="200" y="170" width="560" height="420" fill="#c69c6d" stroke="#8a6a45" stroke-width="6"/>
  <rect x="200" y="350" width="560" height="56" fill="#d9c08f" opacity="0.8"/>
  <rect x="520" y="210" width="200" height="120" fill="#ffffff"/>
  ${[0, 1, 2, 3, 4, 5, 6, 7, 8].map((bar) => `<rect x="${536 + bar * 19}" y="226" width="${5 + ((bar * 7) % 9)}" height="56" fill="#222222"/>`).join('')}
  <rect x="536" y="296" width="150" height="8" fill="#666666"/>`,
    caption,
  )

const crackedPiece = (caption: string): string =>
  frame(
    `<circle cx="470" cy="360" r="210" fill="#b9d3df" stroke="#6f93a3" stroke-width="8"/>
  <path d="M400 170 L450 280 L420 340 L500 430 L470 560" fill="none" stroke="#2f4a55" stroke-width="7"/>
  <path d="M450 280 L540 250" fill="none" stroke="#2f4a55" stroke-width="5"/>
  <rect x="720" y="180" width="40" height="360" fill="#f5f1e6" stroke="#8c8573"/>
  ${Array.from({ length: 18 }, (_, mark) => `<rect x="720" y="${190 + mark * 19}" width="${mark % 5 === 0 ? 26 : 14}" height="2" fill="#444444"/>`).join('')}`,
    caption,
  )

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
