import type { Schema } from '@cadre/api-client/typed-paths';
import { ApiProblem } from '@cadre/api-client/client';
import { api } from '../../shared/api/api.js';

export type Opening = Schema<'StudyOpening'>;
export type OpenedSeries = Opening['series'][number];

interface Key {
  readonly key: string;
  readonly until: number;
}

const keys = new Map<string, Key>();
const renewals = new Map<string, Promise<Opening>>();

/** Opens a study: who looked at it is recorded, and for some minutes its images may be fetched. */
export async function openStudy(studyId: string): Promise<Opening> {
  const opening = await api.request(`/imaging-studies/${studyId}/opening`, { method: 'POST' });
  for (const { seriesUid, instances } of opening.series) {
    for (const { instanceUid, key } of instances) keys.set(`${studyId}/${seriesUid}/${instanceUid}`, { key, until: opening.until });
  }
  return opening;
}

/** One image as the archive keeps it; the study is opened again when its time is over. */
export async function fetchImage(studyId: string, seriesUid: string, instanceUid: string): Promise<ArrayBuffer> {
  const place = `${studyId}/${seriesUid}/${instanceUid}`;
  const fetchOnce = async () => {
    const { key = '', until = 0 } = keys.get(place) ?? {};
    const path = `/imaging-studies/${studyId}/series/${seriesUid}/instances/${instanceUid}` as const;
    return (await api.open(path, { query: { key, until } })).arrayBuffer();
  };
  try {
    return await fetchOnce();
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.code !== 'IMAGES_CLOSED') throw problem;
    const renewal = renewals.get(studyId) ?? openStudy(studyId).finally(() => renewals.delete(studyId));
    renewals.set(studyId, renewal);
    await renewal;
    return fetchOnce();
  }
}
