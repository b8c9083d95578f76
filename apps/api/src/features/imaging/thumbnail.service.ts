import { Injectable, StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Refusal } from '../../platform/http/refusal.js';
import { StudyPictures } from '../extraction/study-pictures.port.js';
import { ImagingStudyQueries } from './imaging-studies.queries.js';

/** A small picture of a study, passed on from its PACS as it is. */
@Injectable()
export class ThumbnailService {
  constructor(
    private readonly studies: ImagingStudyQueries,
    private readonly pictures: StudyPictures,
  ) {}

  /** Throws NotFound for what is not the caller's to see, Refusal when there is no picture or the PACS does not answer. */
  async ofStudy(caller: Caller, id: string): Promise<StreamableFile> {
    const { sourceSystem, studyUid } = await this.studies.address(caller, id);
    const picture = await this.pictures.thumbnail(sourceSystem, studyUid);
    if (!picture) throw new Refusal(404, 'NO_PICTURE', '影像系统中没有可显示的图像，可能尚未归档完成。报告不受影响。');
    return new StreamableFile(picture.bytes, { type: picture.type, disposition: 'inline', length: picture.bytes.length });
  }
}
