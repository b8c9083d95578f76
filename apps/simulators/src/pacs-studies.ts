import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** One study of the archive. Series and pictures are made from its number, so they are the same at every question. */
export interface Study {
  readonly uid: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly accessionNo: string;
  readonly examNo: string;
  readonly description: string;
  readonly modality: string;
  readonly bodyPart: string;
  readonly doctor: string;
  /** `yyyyMMddHHmmss` */
  readonly at: string;
}

export interface Series {
  readonly uid: string;
  readonly number: number;
  readonly description: string;
  readonly pictures: number;
}

/** What can be asked for; everything that is named has to fit. */
export interface StudyWish {
  readonly uids?: readonly string[];
  /** `yyyyMMdd`, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly patientId?: string;
  readonly accessionNo?: string;
}

/** Of thirty-two examinations with pictures one never reached the archive. */
const ARCHIVED = `studyuid is not null and sfyyx = '1' and left(md5(jcwyid), 2) not in ('00', '20', '40', '60', '80', 'a0', 'c0', 'e0')`;

/** The studies for the ledger. An archive knows no time of change: the time of the study stands for it. */
export const STUDY_FACTS = `select studyuid, brid, to_timestamp(jysj, 'YYYYMMDDHH24MISS')::timestamp(3)::text from hospital.jcbg where ${ARCHIVED}`;

/** In the order of time and UID; the archive shows what the examination rooms produced, as of now. */
export async function findStudies(pool: Pool, wish: StudyWish, limit: number, offset: number): Promise<Study[]> {
  const { rows } = await pool.query<Study>(
    `select studyuid as uid, brid as "patientId", brxm as "patientName", pacsh as "accessionNo", jcwyid as "examNo", jcxmmc as description,
       sblx as modality, jcbw as "bodyPart", sqysxm as doctor, jysj as at
     from hospital.jcbg
     where ${ARCHIVED} and ($1::text[] is null or studyuid = any ($1)) and ($2::text is null or jysj >= $2) and ($3::text is null or jysj < $3 || 'z')
       and ($4::text is null or brid = $4) and ($5::text is null or pacsh = $5)
     order by jysj, studyuid limit $6 offset $7`,
    [
      wish.uids ?? null,
      wish.from ?? null,
      wish.to ?? null,
      wish.patientId ?? null,
      wish.accessionNo ?? null,
      limit,
      offset,
    ],
  );
  return rows;
}

/** How an examination of this kind is usually recorded: series by name, with their least and most pictures. */
const PROTOCOLS: Readonly<Record<string, readonly (readonly [name: string, least: number, most: number])[]>> = {
  CT: [
    ['定位像', 1, 2],
    ['平扫 5mm', 24, 60],
    ['薄层 1mm 重建', 120, 300],
  ],
  MR: [
    ['T1 横断', 18, 24],
    ['T2 横断', 18, 24],
    ['DWI', 36, 48],
  ],
  DX: [
    ['正位', 1, 1],
    ['侧位', 1, 1],
  ],
  US: [['超声留图', 3, 9]],
};

export function seriesOf({ uid, modality, examNo }: Study): Series[] {
  const chance = createHash('sha256').update(examNo).digest();
  return (PROTOCOLS[modality] ?? [['图像', 1, 4]]).map(([description, least, most], index) => ({
    uid: `${uid}.${index + 1}`,
    number: index + 1,
    description,
    pictures: least + ((chance[index] ?? 0) % (most - least + 1)),
  }));
}

export const pictureUid = (series: Series, number: number): string => `${series.uid}.${number}`;
