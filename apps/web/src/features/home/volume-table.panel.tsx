import type { Schema } from '@cadre/api-client/typed-paths';
import { today } from '../../shared/format/dates.js';
import { FigureLink } from '../../shared/figures/drill-drawer.js';
import { LEVEL_NAMES, LEVELS, type Figure } from '../../shared/figures/figure.js';
import { HeadRow } from '../../shared/list/head-row.js';

type Volume = Schema<'ReceptionVolume'>;
type Source = Volume['cells'][number]['source'];
type Column = Volume['cells'][number]['column'];

interface Line {
  readonly source: Source;
  readonly name: string;
  readonly measure: Figure['measure'];
  readonly inHouse?: boolean;
}

export const VOLUME_SOURCES: readonly Line[] = [
  { source: 'checkup', name: '体检', measure: 'checkup' },
  { source: 'outpatient', name: '门诊', measure: 'outpatient' },
  { source: 'inpatient', name: '住院（入院）', measure: 'admission' },
  { source: 'all', name: '合计', measure: 'reception' },
];
/** Beside the sources when asked for: in no sum. */
const STAYS: readonly Line[] = [
  { source: 'discharge', name: '出院（另列）', measure: 'discharge' },
  { source: 'inHouse', name: '在院（末日，另列）', measure: 'admission', inHouse: true },
];
const COLUMNS: readonly { column: Column; name: string }[] = [
  ...LEVELS.slice(0, 4).map((column) => ({ column, name: LEVEL_NAMES[column] })),
  { column: 'cadre', name: '干保小计' },
  { column: 'VIP', name: '特需' },
  { column: 'all', name: '合计' },
];
const LEVELS_OF: Readonly<Partial<Record<Column, readonly string[]>>> = { all: [], cadre: ['L1', 'L2', 'L3', 'L9'] };

/** A cell of the table; what is not there is nothing. */
export const figureIn = (volume: Volume['cells'], source: Source, column: Column) =>
  volume.find((cell) => cell.source === source && cell.column === column) ?? { visits: 0, people: 0 };

/** Sources by level; every number opens its rows. */
export function VolumeTable({ volume, unit }: { volume: Volume; unit: 'visits' | 'people' }) {
  const { from, to } = volume;
  const lines = volume.cells.some(({ source }) => source === 'inHouse') ? [...VOLUME_SOURCES, ...STAYS] : VOLUME_SOURCES;
  const nothing = figureIn(volume.cells, 'all', 'all').visits === 0;
  return (
    <div className="volume-scroll">
      <table className="figure-table">
        <caption className="sr-only">
          {from} 至 {to} 接待{unit === 'visits' ? '人次' : '人数'}
        </caption>
        <HeadRow titles={[unit === 'visits' ? '人次' : '人数', ...COLUMNS.map(({ name }) => name)]} />
        <tbody>
          {lines.map(({ source, name, measure, inHouse }) => (
            <tr key={source} className={source === 'all' ? 'figure-sum' : undefined}>
              <th scope="row">{name}</th>
              {COLUMNS.map(({ column, name: level }) => (
                <td key={column}>
                  <FigureLink
                    value={figureIn(volume.cells, source, column)[unit]}
                    figure={{ measure, from, to, unit, ...(inHouse && { inHouse }), level: [...(LEVELS_OF[column] ?? [column])] as Figure['level'] }}
                    title={`${name} · ${level} · ${from === to ? (from === today() ? '今天' : from) : `${from} 至 ${to}`}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {nothing && <p className="weak">本期无记录。</p>}
      {unit === 'people' && <p className="figure-note weak">人数按各格分别去重，行列之间不可相加。</p>}
    </div>
  );
}
