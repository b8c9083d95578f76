import { Readable } from 'node:stream';
import { storedZip } from '../../platform/http/stored-zip.js';
import type { StudySeries } from '../extraction/study-images.port.js';

/** A study of more images than this is taken from the PACS's own workstation. */
const MOST_IMAGES = 5_000;

type Open = (seriesUid: string, instanceUid: string) => Promise<Readable | null>;

/** The images one after the other as they arrive: nothing is kept, names tell series and image only. */
export function zippedStudy(series: readonly StudySeries[], open: Open): Readable {
  return Readable.from(storedZip(files(series, open)));
}

async function* files(series: readonly StudySeries[], open: Open): AsyncGenerator<{ name: string; content: Readable }> {
  let count = 0;
  for (const [nth, { seriesUid, instances }] of series.entries()) {
    for (const [place, { instanceUid }] of instances.entries()) {
      if ((count += 1) > MOST_IMAGES) throw new Error('too many images');
      const content = await open(seriesUid, instanceUid);
      // What is not there any more must not pass for a whole study.
      if (!content) throw new Error('an image is missing');
      yield { name: `S${three(nth)}/I${three(place)}.dcm`, content };
    }
  }
}

const three = (index: number): string => String(index + 1).padStart(3, '0');
