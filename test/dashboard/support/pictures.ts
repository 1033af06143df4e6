import sharp from 'sharp'

const SHAPES = {
  mug: '<path d="M210 190h230v190a70 70 0 0 1-70 70h-90a70 70 0 0 1-70-70z" fill="#f7f3ea"/><path d="M440 235h40a60 60 0 0 1 0 120h-42" fill="none" stroke="#f7f3ea" stroke-width="26"/><ellipse cx="325" cy="190" rx="115" ry="24" fill="#e7dfcd"/><ellipse cx="325" cy="192" rx="98" ry="17" fill="#6b4a2f"/><path d="M262 290c30-36 60 36 90 0s45 0 45 0" fill="none" stroke="#2f6f8f" stroke-width="12" stroke-linecap="round"/>',
  bag: '<path d="M180 250h280l26 240H154z" fill="#e9dcc3"/><path d="M250 260c0-120 140-120 140 0" fill="none" stroke="#b9986a" stroke-width="18"/><circle cx="320" cy="370" r="52" fill="#c96f4a"/><path d="M320 318v104M268 370h104" stroke="#e9dcc3" stroke-width="10"/>',
  lamp: '<path d="M320 470V250" stroke="#30343c" stroke-width="16"/><path d="M230 250 275 130h90l45 120z" fill="#f2c14e"/><rect x="235" y="466" width="170" height="24" rx="12" fill="#30343c"/><circle cx="320" cy="262" r="20" fill="#fff6d8"/>',
  bottle:
    '<rect x="270" y="190" width="100" height="300" rx="38" fill="#3e6b57"/><rect x="288" y="140" width="64" height="56" rx="10" fill="#23392f"/><rect x="270" y="290" width="100" height="96" fill="#dfe7dc"/><path d="M296 320h48M296 346h32" stroke="#3e6b57" stroke-width="8" stroke-linecap="round"/>',
  shirt:
    '<path d="m230 180 60-30h60l60 30 70 60-48 56-28-18v212H236V278l-28 18-48-56z" fill="#33475f"/><path d="M290 150a30 22 0 0 0 60 0" fill="#22303f"/><rect x="350" y="270" width="42" height="46" rx="5" fill="#41597a"/>',
  box: '<path d="m320 140 190 90v190l-190 100-190-100V230z" fill="#c69a66"/><path d="m130 230 190 92 190-92-190-90z" fill="#d8b181"/><path d="M320 322v198" stroke="#a87d4b" stroke-width="4"/><path d="m225 185 190 92v58l-24-12v-46L204 196z" fill="#e6cfa5"/><rect x="165" y="310" width="112" height="84" fill="#fff" transform="skewY(26) translate(0 -96)"/><path d="M180 300h82M180 318h60M180 336h70" stroke="#333" stroke-width="6" transform="skewY(26) translate(0 -84)"/>',
}
export type Shape = keyof typeof SHAPES

/** A drawn product or parcel as a JPEG: `backdrop` tells a studio picture from a bench photo. */
export async function picture(shape: Shape, backdrop: 'studio' | 'bench', tilt = 0): Promise<Buffer> {
  const [light, dark] = backdrop === 'studio' ? ['#f6f7f9', '#dfe4ea'] : ['#9aa3ad', '#6f7883']
  const mat =
    backdrop === 'bench'
      ? '<rect x="40" y="90" width="560" height="520" rx="8" fill="#3d7a66"/><path d="M40 220h560M40 350h560M40 480h560M170 90v520M300 90v520M430 90v520" stroke="#579a83" stroke-width="2"/>'
      : ''
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640"><defs><radialGradient id="g" cx=".5" cy=".4" r=".8"><stop stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></radialGradient></defs><rect width="640" height="640" fill="url(#g)"/>${mat}<ellipse cx="320" cy="500" rx="180" ry="22" fill="rgba(0,0,0,.13)"/><g transform="rotate(${tilt} 320 320)">${SHAPES[shape]}</g></svg>`
  return await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer()
}
