import type { PointerEvent } from 'react';
import type { StackViewport } from '@cornerstonejs/core';

/** What dragging with the left button does. */
export type DragMode = 'window' | 'pan' | 'zoom';
export const DRAG_MODES: readonly { readonly value: DragMode; readonly label: string }[] = [
  { value: 'window', label: '调窗' },
  { value: 'pan', label: '平移' },
  { value: 'zoom', label: '缩放' },
];

/** Usual windows of CT in Hounsfield units. */
export const WINDOWS = [
  { modality: 'CT', name: '软组织', width: 400, centre: 40 },
  { modality: 'CT', name: '肺窗', width: 1500, centre: -600 },
  { modality: 'CT', name: '骨窗', width: 2000, centre: 400 },
  { modality: 'CT', name: '脑窗', width: 80, centre: 40 },
] as const;

/** `窗宽 400 窗位 40`. */
export function windowOf(range: { readonly lower: number; readonly upper: number } | undefined): string {
  return range ? `窗宽 ${Math.round(range.upper - range.lower)} 窗位 ${Math.round((range.upper + range.lower) / 2)}` : '';
}

/** How far one must drag over the picture for the whole width of a window. */
const WINDOW_PX = 300;
const ZOOM_PX = 200;

/** Follows the pointer until it is let go: left as chosen, middle moves, right zooms. */
export function dragOf(viewport: StackViewport, mode: DragMode, start: PointerEvent<HTMLDivElement>, tell: () => void): void {
  const act: DragMode = start.button === 1 ? 'pan' : start.button === 2 ? 'zoom' : mode;
  const target = start.currentTarget;
  const [fromX, fromY] = [start.clientX, start.clientY];
  const { lower = 0, upper = 255 } = viewport.getProperties().voiRange ?? {};
  const [zoom, pan] = [viewport.getZoom(), viewport.getPan()];
  target.setPointerCapture(start.pointerId);
  const move = ({ clientX, clientY }: globalThis.PointerEvent) => {
    const [right, down] = [clientX - fromX, clientY - fromY];
    if (act === 'pan') viewport.setPan([pan[0] + right, pan[1] + down]);
    if (act === 'zoom') viewport.setZoom(zoom * 2 ** (-down / ZOOM_PX));
    if (act === 'window') viewport.setProperties({ voiRange: windowed(lower, upper, right / WINDOW_PX, down / WINDOW_PX) });
    viewport.render();
    tell();
  };
  const end = () => {
    target.removeEventListener('pointermove', move);
    target.removeEventListener('pointerup', end);
    target.removeEventListener('pointercancel', end);
  };
  target.addEventListener('pointermove', move);
  target.addEventListener('pointerup', end);
  target.addEventListener('pointercancel', end);
}

/** To the right the window gets wider, downwards it gets lower; it never closes. */
export function windowed(lower: number, upper: number, wider: number, darker: number): { lower: number; upper: number } {
  const width = upper - lower;
  const next = Math.max(1, width * (1 + wider));
  const centre = (upper + lower) / 2 + width * darker;
  return { lower: centre - next / 2, upper: centre + next / 2 };
}
