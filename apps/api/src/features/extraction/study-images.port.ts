import type { Readable } from 'node:stream';
import type { StudySeries } from '@cadre/connector-kit/dicom/study-images';

export type { StudySeries };

/** Brings images from the PACS that told us of a study: straight through, nothing kept, nothing looked into. */
export abstract class StudyImages {
  /**
   * @param sourceId as in imaging_study.source_system
   * @throws Refusal (503) when the PACS does not answer or is asked for too much at once
   */
  abstract list(sourceId: string, studyUid: string): Promise<readonly StudySeries[]>;

  /** Null: the PACS does not have it. Throws Refusal (503) as `list` does; a stream that turns out wrong later breaks off. */
  abstract open(sourceId: string, studyUid: string, seriesUid: string, instanceUid: string): Promise<Readable | null>;
}
