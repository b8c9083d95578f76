import type { Person } from './people.js';
import type { Random } from './random.js';
import { readSeedFile } from './seed-file.js';

export type EndoscopyKind = 'gastro' | 'colon' | 'broncho';

/** One examination that can be asked for, with what its reports usually say. */
export interface ExamItem {
  readonly code: string;
  readonly name: string;
  /** CT, MR, DR, US, ECG, NM, ENDOSCOPY, PATHOLOGY, OTHER */
  readonly category: string;
  /** Of DICOM. */
  readonly modality: string;
  readonly bodyPart: string;
  /** Where it is done. */
  readonly department: string;
  readonly kind: EndoscopyKind | '';
  /** 0 for everybody */
  readonly sex: string;
  readonly weight: number;
  readonly normal: string;
  readonly odd: string;
  readonly oddImpression: string;
  readonly condition: string;
}

export const EXAM_ITEMS: readonly ExamItem[] = readSeedFile('exams.csv').map((line) => ({
  code: line['code'] ?? '',
  name: line['name'] ?? '',
  category: line['category'] ?? '',
  modality: line['modality'] ?? '',
  bodyPart: line['bodyPart'] ?? '',
  department: line['department'] ?? '',
  kind: (line['kind'] ?? '') as ExamItem['kind'],
  sex: line['sex'] ?? '0',
  weight: Number(line['weight']),
  normal: line['normal'] ?? '',
  odd: line['odd'] ?? '',
  oddImpression: line['oddImpression'] ?? '',
  condition: line['condition'] ?? '',
}));

const byCode = new Map(EXAM_ITEMS.map((item) => [item.code, item]));

/** Throws when the hospital does not offer it. */
export function examItem(code: string): ExamItem {
  const found = byCode.get(code);
  if (!found) throw new Error(`no examination ${code}`);
  return found;
}

/** Something for this person; what fits an illness is three times as likely. */
export function chooseExam(random: Random, person: Person): ExamItem {
  const offered = EXAM_ITEMS.filter((item) => item.weight > 0 && (item.sex === '0' || item.sex === person.sex));
  return random.weighted(
    offered.map((item) => [item, item.weight * (person.conditions.some((condition) => condition === item.condition) ? 3 : 1)]),
  );
}

/** What the examination shows: mostly something where the illness is known, else mostly nothing. */
export function seesSomething(random: Random, person: Person, item: ExamItem): boolean {
  return random.chance(person.conditions.some((condition) => condition === item.condition) ? 0.75 : 0.12);
}

/** Pictures that a PACS keeps; tracings and microscope slides stay where they are. */
export const hasPictures = (item: ExamItem): boolean => ['CT', 'MR', 'DX', 'US'].includes(item.modality);
