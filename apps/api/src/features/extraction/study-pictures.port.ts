/** A small picture as the PACS drew it; nobody here has looked into it. */
export interface StudyPicture {
  readonly type: 'image/jpeg' | 'image/png';
  readonly bytes: Buffer;
}

/** Fetches pictures from the PACS that told us of a study. */
export abstract class StudyPictures {
  /**
   * Null: there is no picture of it, or none yet.
   * @param sourceId as in imaging_study.source_system
   * @throws Refusal (503) when the PACS does not answer, is too slow, or is asked for too much at once
   */
  abstract thumbnail(sourceId: string, studyUid: string): Promise<StudyPicture | null>;
}
