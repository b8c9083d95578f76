import { grayscalePng } from './pacs-png.js';
import type { Study } from './pacs-studies.js';

/** A shape of the drawing: centre and radii as parts of the picture, and how bright it is. Later ones lie above. */
type Shape = readonly [x: number, y: number, rx: number, ry: number, shade: number];

const HEAD: readonly Shape[] = [
  [0.5, 0.5, 0.36, 0.44, 235],
  [0.5, 0.5, 0.33, 0.41, 105],
  [0.45, 0.46, 0.05, 0.15, 45],
  [0.55, 0.46, 0.05, 0.15, 45],
  [0.5, 0.68, 0.12, 0.06, 90],
];
const CHEST: readonly Shape[] = [
  [0.5, 0.52, 0.46, 0.34, 95],
  [0.31, 0.5, 0.16, 0.24, 18],
  [0.7, 0.5, 0.15, 0.24, 18],
  [0.55, 0.53, 0.13, 0.15, 125],
  [0.5, 0.76, 0.06, 0.06, 235],
  [0.52, 0.68, 0.035, 0.035, 135],
];
const CHEST_FRONT: readonly Shape[] = [
  [0.5, 0.55, 0.48, 0.5, 150],
  [0.31, 0.48, 0.17, 0.32, 40],
  [0.69, 0.48, 0.17, 0.32, 40],
  [0.55, 0.6, 0.16, 0.16, 205],
  [0.5, 0.45, 0.045, 0.45, 190],
];
const SPINE: readonly Shape[] = [0, 1, 2, 3, 4, 5].flatMap((at): Shape[] => [
  [0.47 + at * 0.012, 0.12 + at * 0.15, 0.1, 0.055, 165],
  [0.47 + at * 0.012, 0.195 + at * 0.15, 0.1, 0.016, 75],
]);
const LIMB: readonly Shape[] = [
  [0.5, 0.5, 0.28, 0.5, 90],
  [0.5, 0.22, 0.13, 0.24, 200],
  [0.5, 0.76, 0.12, 0.24, 200],
  [0.5, 0.49, 0.14, 0.02, 70],
  [0.46, 0.44, 0.07, 0.07, 225],
];
const BODY: readonly Shape[] = [
  [0.5, 0.52, 0.44, 0.34, 80],
  [0.36, 0.46, 0.2, 0.2, 130],
  [0.68, 0.5, 0.1, 0.13, 118],
  [0.5, 0.74, 0.06, 0.06, 235],
  [0.56, 0.62, 0.04, 0.04, 140],
];

function shapesOf({ modality, bodyPart }: Study): readonly Shape[] {
  if (bodyPart === '头颅') return HEAD;
  if (bodyPart === '胸部' || bodyPart === '冠状动脉') return modality === 'DX' ? CHEST_FRONT : CHEST;
  if (bodyPart === '腰椎') return SPINE;
  return bodyPart === '膝关节' ? LIMB : BODY;
}

/** Grain that is the same at every look: a cheap mix of the point's coordinates. */
function grain(x: number, y: number, seed: number): number {
  const mixed = Math.imul(
    Math.imul(x, 374_761_393) ^ Math.imul(y, 668_265_263) ^ Math.imul(seed, 2_246_822_519),
    1_274_126_177,
  );
  return (Math.imul(mixed ^ (mixed >>> 15), 2_654_435_769) >>> 0) / 2 ** 32;
}

/** One picture of a study: drawn, never a photograph of anybody. `place` runs from 0 (first) to 1 (last of the series). */
export function drawPicture(study: Study, place: number, side: number): Buffer {
  const seed = Number(study.at.slice(-6)) + Math.round(place * 1_000);
  if (study.modality === 'US')
    return grayscalePng(side, (x, y) => ultrasound(x / side, y / side, grain(x, y, seed), seed));
  const shapes = shapesOf(study);
  // What lies at the ends of a series is cut smaller than its middle.
  const size = study.modality === 'DX' ? 1 : 0.72 + 0.28 * Math.sin(Math.PI * Math.max(0.05, Math.min(0.95, place)));
  return grayscalePng(side, (px, py) => {
    const [x, y] = [(px / side - 0.5) / size + 0.5, (py / side - 0.5) / size + 0.5];
    const met = shapes.findLast(([cx, cy, rx, ry]) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1);
    const ribs =
      study.modality === 'DX' && met && met[4] === 40 && Math.sin(y * 52 + (x - 0.5) ** 2 * 26) > 0.55 ? 45 : 0;
    return (met ? met[4] + ribs : 6) + (grain(px, py, seed) - 0.5) * (study.modality === 'CT' ? 34 : 20);
  });
}

/** A fan of speckle below the probe, with one dark and one bright spot. */
function ultrasound(x: number, y: number, noise: number, seed: number): number {
  const [dx, dy] = [x - 0.5, y + 0.08];
  const [angle, depth] = [Math.atan2(dx, dy), Math.hypot(dx, dy)];
  if (Math.abs(angle) > 0.62 || depth < 0.2 || depth > 1.02) return 0;
  const spot = Math.hypot(x - 0.42 - (seed % 7) / 50, y - 0.5);
  if (spot < 0.09) return 14 + noise * 12;
  const layer = 70 + 40 * Math.sin(depth * 21) + (spot < 0.105 ? 70 : 0);
  return layer * (0.35 + noise) * (1.15 - depth * 0.6);
}
