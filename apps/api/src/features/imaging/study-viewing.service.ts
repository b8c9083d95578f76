import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import type { KeyRing } from '../../platform/crypto/key-ring.js';
import { KEY_RING } from '../../platform/crypto/crypto.module.js';
import { NotFound, Refusal } from '../../platform/http/refusal.js';
import { StudyImages } from '../extraction/study-images.port.js';
import { imageKey, isKey, OPEN_MS } from './image-key.js';
import { ImagingStudyQueries } from './imaging-studies.queries.js';
import type { ImagePlace, ImageTicket, StudyOpening } from './study-opening.dto.js';
import { zippedStudy } from './zipped-study.js';

/** Opens studies for those who may look, and passes their images through. */
@Injectable()
export class StudyViewing {
  constructor(
    private readonly studies: ImagingStudyQueries,
    private readonly images: StudyImages,
    @Inject(KEY_RING) private readonly keys: KeyRing,
  ) {}

  /** Who opened what is on the trail before the PACS is asked. Throws NotFound for what is not the caller's to see. */
  async open(caller: Caller, id: string): Promise<StudyOpening> {
    const { sourceSystem, studyUid, ...facts } = await this.studies.toOpen(caller, id);
    const listed = await this.images.list(sourceSystem, studyUid);
    const until = Date.now() + OPEN_MS;
    const series = listed.map(({ instances, ...one }) => ({
      ...one,
      instances: instances.map((image) => ({
        ...image, key: imageKey(this.keys.token, caller.sessionId, { studyId: id, seriesUid: one.seriesUid, instanceUid: image.instanceUid }, until),
      })),
    }));
    return { ...facts, until, series };
  }

  /** An image that the PACS named under this study, to the session that opened it, for as long as it is open. */
  async image(caller: Caller, { id, seriesUid, instanceUid }: ImagePlace, { until, key }: ImageTicket): Promise<StreamableFile> {
    const { sourceSystem, studyUid } = await this.studies.address(caller, id);
    if (!isKey(key, imageKey(this.keys.token, caller.sessionId, { studyId: id, seriesUid, instanceUid }, until))) throw new NotFound('影像');
    if (until < Date.now()) throw new Refusal(403, 'IMAGES_CLOSED', '影像打开已超过 5 分钟，请重新打开后继续。');
    const image = await this.images.open(sourceSystem, studyUid, seriesUid, instanceUid);
    if (!image) throw new Refusal(404, 'NO_PICTURE', '影像系统中没有这幅图像，可能尚未归档完成。报告不受影响。');
    return new StreamableFile(image, { type: 'application/dicom', disposition: 'inline' });
  }

  /** The whole study as one file of DICOM files. */
  async download(caller: Caller, id: string): Promise<StreamableFile> {
    const { sourceSystem, studyUid, startedAt, modalities } = await this.studies.toOpen(caller, id);
    const series = await this.images.list(sourceSystem, studyUid);
    if (series.every(({ instances }) => instances.length === 0)) throw new Refusal(404, 'NO_PICTURE', '影像系统中没有可下载的图像，可能尚未归档完成。');
    const file = zippedStudy(series, (seriesUid, instanceUid) => this.images.open(sourceSystem, studyUid, seriesUid, instanceUid));
    const day = new Date(startedAt).toISOString().slice(0, 10).replaceAll('-', '');
    const name = `study_${day}_${(modalities ?? 'images').replaceAll(/[^A-Za-z0-9]+/g, '-')}.zip`;
    return new StreamableFile(file, { type: 'application/zip', disposition: `attachment; filename="${name}"` });
  }
}
