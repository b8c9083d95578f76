import {
  cache,
  Enums,
  imageLoader,
  init as initCore,
  registerImageLoader,
  RenderingEngine,
  setUseCPURendering,
  type StackViewport,
} from '@cornerstonejs/core';
import { init as initLoader, wadouri } from '@cornerstonejs/dicom-image-loader';
import { utilities } from '@cornerstonejs/metadata';
import { fetchImage, type OpenedSeries } from './viewer-keys.js';

const SCHEME = 'cadre';
const CACHE_BYTES = 512 * 1024 * 1024;
let ready = false;

/** Where the images of a series are fetched, in their order; frames of one file share it. */
export function imageIdsOf(studyId: string, { seriesUid, instances }: OpenedSeries): string[] {
  return instances.flatMap(({ instanceUid, frames }) =>
    Array.from({ length: frames }, (_, frame) => `${SCHEME}:${studyId}/${seriesUid}/${instanceUid}${frames > 1 ? `?frame=${frame + 1}` : ''}`),
  );
}

const files = new Map<string, Promise<void>>();

/** The file is fetched and taken in once, whichever of its frames is shown first. */
function takeIn(base: string): Promise<void> {
  const known = files.get(base);
  if (known) return known;
  const [studyId = '', seriesUid = '', instanceUid = ''] = base.slice(SCHEME.length + 1).split('/');
  const taken = fetchImage(studyId, seriesUid, instanceUid).then(async (bytes) => {
    await utilities.addDicomPart10Instance(base, bytes);
  });
  files.set(base, taken);
  taken.catch(() => files.delete(base));
  return taken;
}

/** Once for the page. Without a graphics card that the browser can use, pictures are drawn by the processor. */
function prepare(): void {
  if (ready) return;
  ready = true;
  initCore();
  initLoader({ maxWebWorkers: Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / 2))) });
  setUseCPURendering(!hasGraphics());
  cache.setMaxCacheSize(CACHE_BYTES);
  registerImageLoader(SCHEME, (imageId: string) => ({
    promise: takeIn(imageId.replace(/\?frame=\d+$/, '')).then(() => wadouri.loadImageFromNaturalizedMetadata(imageId).promise),
  }));
}

function hasGraphics(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  const renderer = gl?.getExtension('WEBGL_debug_renderer_info');
  const name = gl && renderer ? String(gl.getParameter(renderer.UNMASKED_RENDERER_WEBGL)) : '';
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null && !/swiftshader|llvmpipe|software/i.test(name);
}

export interface Stack {
  readonly viewport: StackViewport;
  close(): void;
}

let serial = 0;

/** A place on the page where one series is shown. */
export function openStack(element: HTMLDivElement): Stack {
  prepare();
  serial += 1;
  const [engineId, viewportId] = [`viewer-${serial}`, `stack-${serial}`];
  const engine = new RenderingEngine(engineId);
  engine.enableElement({ viewportId, element, type: Enums.ViewportType.STACK, defaultOptions: { background: [0, 0, 0] } });
  return { viewport: engine.getViewport(viewportId) as StackViewport, close: () => engine.destroy() };
}

/** The images on both sides of the one that is shown, so that turning pages does not wait. */
export function fetchAround(imageIds: readonly string[], index: number): void {
  for (const near of [index + 1, index - 1, index + 2]) {
    const imageId = imageIds[near];
    if (imageId) void imageLoader.loadAndCacheImage(imageId).catch(() => undefined);
  }
}
