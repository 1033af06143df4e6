import type { Shape } from '../catalogue/vocabulary/department.ts'

/** What a product looks like, as SVG on an 800 x 800 canvas; the middle is always covered, in the colour of the group. */
export const SHAPES: Readonly<Record<Shape, string>> = {
  shirt:
    '<path d="M270 210 L350 170 Q400 220 450 170 L530 210 L620 310 L550 360 L525 330 L525 580 L275 580 L275 330 L250 360 L180 310 Z"/>',
  dress: '<path d="M330 170 L370 240 L430 240 L470 170 L500 190 L470 330 L580 590 L220 590 L330 330 L300 190 Z"/>',
  trousers:
    '<path d="M290 170 L510 170 L550 590 L440 590 L415 420 L385 420 L360 590 L250 590 Z"/><rect x="290" y="170" width="220" height="260"/>',
  shoe: '<path d="M180 330 L330 330 Q420 400 560 420 Q640 440 640 510 L640 540 L180 540 Z"/>',
  bag: '<rect x="220" y="310" width="360" height="270" rx="26"/><path d="M310 310 Q310 190 400 190 Q490 190 490 310" fill="none" stroke-width="24"/>',
  cup: '<path d="M250 230 L510 230 L490 570 L270 570 Z"/><path d="M510 290 Q620 300 600 400 Q590 470 498 470" fill="none" stroke-width="26"/>',
  pan: '<circle cx="370" cy="390" r="180"/><rect x="540" y="365" width="190" height="46" rx="20"/>',
  box: '<path d="M210 310 L400 220 L590 310 L590 520 L400 610 L210 520 Z"/>',
  toy: '<circle cx="400" cy="420" r="170"/><circle cx="280" cy="250" r="66"/><circle cx="520" cy="250" r="66"/>',
  plug: '<rect x="290" y="300" width="220" height="250" rx="30"/><rect x="340" y="200" width="30" height="110"/><rect x="430" y="200" width="30" height="110"/>',
  phone: '<rect x="270" y="170" width="260" height="430" rx="36"/>',
  pen: '<path d="M230 540 L520 210 L590 270 L300 600 L215 620 Z"/>',
  book: '<path d="M220 220 Q320 190 400 240 Q480 190 580 220 L580 570 Q480 540 400 590 Q320 540 220 570 Z"/>',
  paw: '<ellipse cx="400" cy="440" rx="140" ry="120"/><circle cx="250" cy="320" r="56"/><circle cx="350" cy="250" r="60"/><circle cx="450" cy="250" r="60"/><circle cx="550" cy="320" r="56"/>',
  lamp: '<path d="M320 200 L480 200 L560 400 L240 400 Z"/><rect x="385" y="400" width="30" height="150"/><rect x="310" y="550" width="180" height="36" rx="12"/>',
  cushion: '<rect x="210" y="220" width="380" height="360" rx="70"/>',
  bottle: '<path d="M360 170 L440 170 L440 240 Q500 270 500 340 L500 600 L300 600 L300 340 Q300 270 360 240 Z"/>',
  ball: '<circle cx="400" cy="400" r="200"/>',
}
