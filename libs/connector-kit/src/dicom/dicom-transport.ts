import type { StreamSource } from '../connector.js';
import type { Message } from '../mapping.js';
import type { OfferedView } from '../offered-view.js';
import type { PullTransport, TransportLimits } from '../pull-transport.js';
import { rowMessage } from '../row-message.js';
import type { CheckedStream, CheckItem, PullMode, PullOptions, SourceRow } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import { SERIES_ATTRIBUTES, STUDY_ATTRIBUTES } from './dicom-attributes.js';
import type { StudyFinder } from './study-finder.js';
import { pullStudies, type StudyReading, studyKeys } from './study-pull.js';

/** A way to ask a PACS for studies, and how an engineer would look at it on the first day. */
export interface DicomLine {
  readonly kind: 'dicomweb' | 'dimse';
  readonly finder: StudyFinder;
  look(signal: AbortSignal): Promise<readonly CheckItem[]>;
  close(): Promise<void>;
}

/** Both ways to a PACS behind the contract of everything that is pulled. */
export function dicomTransport(line: DicomLine, limits: TransportLimits): PullTransport {
  let busy = false;
  const reading = (source: StreamSource): StudyReading => {
    if (source.transport !== line.kind) throw new TransportError('query', '此数据源是 PACS，不能按其他方式读取。');
    return {
      finder: line.finder,
      lookbackSeconds: source.lookbackSeconds,
      maxRowsPerPage: limits.maxRowsPerPage,
      withSeries: source.parts?.series === true,
    };
  };
  async function* alone<Page>(read: () => AsyncIterable<Page>, signal: AbortSignal): AsyncGenerator<Page> {
    signal.throwIfAborted();
    if (busy) throw new TransportError('query', '此数据源正在读取中，请等上一次读取结束。');
    busy = true;
    try {
      yield* read();
    } finally {
      busy = false;
    }
  }
  return {
    async check(streams = []) {
      // Every question of it has its own time limit.
      const items = [...(await line.look(new AbortController().signal))];
      return items.some(({ ok }) => !ok)
        ? items
        : [...items, ...streams.map((stream) => checkStream(stream, line.kind))];
    },
    discover: () => Promise.resolve([OFFERED]),
    pull: (source, mode: PullMode, asked: PullOptions) =>
      alone(() => pullStudies(reading(source), mode, asked), asked.signal),
    keys: (stream, range, asked) => alone(() => studyKeys(reading(stream.source), range, asked), asked.signal),
    close: () => line.close(),
  };
}

/** A kept study, read again. */
export function readStudyAgain(_source: StreamSource, raw: string): readonly Message[] {
  return [rowMessage(JSON.parse(raw) as SourceRow)];
}

const NAMED = STUDY_ATTRIBUTES.flatMap(({ keyword, vr }) =>
  vr === 'PN' ? [keyword, `${keyword}.Alphabetic`, `${keyword}.Ideographic`, `${keyword}.Phonetic`] : [keyword],
);
const STUDY_PATHS: readonly string[] = [...NAMED, 'StudyDateTime', 'BodyPartExamined'];
const SERIES_PATHS: readonly string[] = SERIES_ATTRIBUTES.map(({ keyword }) => keyword);

const OFFERED: OfferedView = {
  name: 'studies',
  fields: STUDY_PATHS.map((name) => ({
    name,
    type: STUDY_ATTRIBUTES.find(({ keyword }) => keyword === name)?.vr ?? 'text',
    comment: null,
  })),
  key: ['StudyInstanceUID'],
  cursorCandidates: ['StudyDateTime'],
};

/** PACS answer whatever attributes they have; what can be wrong is a path that nobody asks for. */
function checkStream({ name, source, columns, partColumns }: CheckedStream, kind: DicomLine['kind']): CheckItem {
  if (source.transport !== kind)
    return { name, ok: false, message: '此数据集不是 PACS 检查目录，请检查接入配置。', ms: 0 };
  const unknown = [
    ...columns.filter((ways) => !ways.some((path) => STUDY_PATHS.includes(path))),
    ...(partColumns['series'] ?? []).filter((ways) => !ways.some((path) => SERIES_PATHS.includes(path))),
  ].map((ways) => ways.join(' 或 '));
  const strange = Object.keys(partColumns).filter((part) => part !== 'series');
  if (unknown.length + strange.length > 0) {
    return {
      name,
      ok: false,
      message: `不认识的 DICOM 属性：${[...unknown, ...strange].join('、')}。请检查接入配置。`,
      ms: 0,
    };
  }
  return { name, ok: true, message: 'PACS 不记录修改时间：按检查日期回看，较早检查的变化由全量同步补齐。', ms: 0 };
}
