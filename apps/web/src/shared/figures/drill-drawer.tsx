import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { Drawer, Segmented, Select } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../access/access.js';
import { useApi } from '../api/api.js';
import { formatTime } from '../format/dates.js';
import { formatCount } from '../format/numbers.js';
import { CareLevelTag, PersonCell } from '../format/people.js';
import { columnOf } from '../list/column.js';
import { ExportButton } from '../list/export-button.js';
import { ListPager } from '../list/list-pager.js';
import { ListTable } from '../list/list-table.js';
import { usePages } from '../list/use-pages.js';
import { Answered } from '../problem/answered.js';
import { KIND_NAMES, LEVEL_NAMES, LEVELS, wordsOf, type DrillRow, type Figure, type Level } from './figure.js';
import './figures.css';

interface Opened {
  readonly figure: Figure;
  /** What was clicked, in words. */
  readonly title: string;
}

const Opening = createContext<(opened: Opened) => void>(() => undefined);
const FIRST_SORT = '-at';
const NOTHING_SEEN: ReadonlySet<string> = new Set();
const column = columnOf<DrillRow>();

/** Gives the figures beneath it one drawer in which their rows are opened; the page behind stays as it is. */
export function DrillPlace({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <Opening.Provider value={setOpened}>
      {children}
      <Drawer open={opened !== null} title={opened?.title} size={980} onClose={() => setOpened(null)} destroyOnHidden>
        {opened && <Rows key={JSON.stringify(opened.figure)} {...opened} />}
      </Drawer>
    </Opening.Provider>
  );
}

export const useDrill = () => useContext(Opening);

/** A number that opens its rows; zero opens nothing. */
export function FigureLink({ value, figure, title }: { value: number | null; figure: Figure; title: string }) {
  const open = useDrill();
  if (value === null) return <span className="weak">—</span>;
  if (value === 0) return <span className="figure-zero">0</span>;
  return (
    <button type="button" className="quiet figure-link" title={`${title}：打开明细`} onClick={() => open({ figure, title })}>
      {formatCount(value)}
    </button>
  );
}

function Rows({ figure: clicked, title }: Opened) {
  const { can } = useAccess();
  const [levels, setLevels] = useState<Level[]>([]);
  const figure: Figure = { ...clicked, ...(levels.length > 0 && { level: levels }) };
  const [unit, setUnit] = useState<'visits' | 'people'>(figure.unit === 'people' ? 'people' : 'visits');
  const { page, pageSize, turn } = usePages();
  const [sort, setSort] = useState(FIRST_SORT);
  const asked = { ...figure, unit, sort: sort as typeof FIRST_SORT };
  const answer = useApi('/stats/drill', { query: { ...asked, page, pageSize }, keep: true });
  const [open, setOpen] = useState<string | null>(null);
  const columns = useMemo(() => columnsFor(unit, can('beneficiary:read')), [unit, can]);
  const total = answer.data?.total ?? 0;
  return (
    <div className="drill">
      <ul className="drill-words" aria-label="统计条件">
        {wordsOf(clicked).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <div className="drill-head">
        <Segmented<'visits' | 'people'>
          value={unit}
          onChange={(value) => {
            setUnit(value);
            turn(1);
          }}
          options={[
            { value: 'visits', label: `人次 ${answer.data ? formatCount(answer.data.visits) : ''}` },
            { value: 'people', label: `人数 ${answer.data ? formatCount(answer.data.people) : ''}` },
          ]}
        />
        {answer.data && answer.data.cases !== answer.data.visits && <span>例数 {formatCount(answer.data.cases)}</span>}
        {!clicked.level?.length && (
          <Select<Level[]>
            mode="multiple"
            aria-label="只看级别"
            placeholder="只看级别"
            className="drill-levels"
            value={levels}
            onChange={(chosen) => {
              setLevels(chosen);
              turn(1);
            }}
            options={LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
          />
        )}
        {can('stats:export') && <ExportButton path="/stats/drill/export" query={asked} title={title} total={`${total} 条`} />}
      </div>
      <Answered answer={answer} rows={10}>
        {({ items }) => (
          <>
            <div className="list-scroll">
              <ListTable
                caption={title}
                columns={columns}
                rows={items}
                keyOf={({ id }) => id}
                firstNo={(page - 1) * pageSize + 1}
                sort={sort}
                onSort={(next) => {
                  setSort(next);
                  turn(1);
                }}
                onOpen={unit === 'people' ? ({ id }) => setOpen(open === id ? null : id) : undefined}
                onResize={() => undefined}
                seen={NOTHING_SEEN}
                expand={unit === 'people' ? ({ id }) => (open === id ? <PersonEvents figure={figure} beneficiaryId={id} /> : null) : undefined}
                stale={answer.isPlaceholderData}
              />
            </div>
            {items.length === 0 && <p className="weak">本期无记录。</p>}
            <ListPager
              total={total}
              totalIsExact
              page={page}
              pageSize={pageSize}
              count={items.length}
              onTurn={turn}
            />
          </>
        )}
      </Answered>
    </div>
  );
}

/** What one person was counted for. */
function PersonEvents({ figure, beneficiaryId }: { figure: Figure; beneficiaryId: string }) {
  const answer = useApi('/stats/drill', { query: { ...figure, unit: 'visits', beneficiaryId, pageSize: 100 } });
  return (
    <Answered answer={answer} rows={2}>
      {({ items }) => (
        <ul className="drill-events">
          {items.map(({ id, at, kind, departmentName, doctorName, mainDiagnosis, item, sourceNo }) => (
            <li key={id}>
              {formatTime(at)} · {KIND_NAMES[kind] ?? kind} · {departmentName ?? '—'} {doctorName} {item ?? mainDiagnosis} <span className="weak">{sourceNo}</span>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}

function columnsFor(unit: 'visits' | 'people', opens: boolean) {
  const person = column('姓名', 'name', {
    width: 150,
    fixed: 'left',
    sort: true,
    render: (_, { beneficiaryId, name, sex, age }) =>
      opens ? (
        <Link to={`/p/${beneficiaryId}`}>
          <PersonCell name={name} sex={sex} age={age} />
        </Link>
      ) : (
        <PersonCell name={name} sex={sex} age={age} />
      ),
  });
  const who = [
    person,
    column('级别', 'careLevel', {
      width: 90,
      sort: true,
      render: (level, { snapType }) => (snapType === 'vip' ? <span className="tag tag-vip">特需</span> : <CareLevelTag level={level} />),
    }),
    column('单位', 'workUnit', { width: 150, ellipsis: true }),
  ];
  if (unit === 'people') {
    return [
      ...who,
      column('人次', 'visits', { width: 70, align: 'right' }),
      column('最近业务', 'kind', { width: 90, render: (kind) => KIND_NAMES[kind] ?? kind }),
      column('最近时间', 'at', { width: 130, sort: true, render: (at) => formatTime(at) }),
      column('最近科室', 'departmentName', { width: 140, ellipsis: true }),
    ];
  }
  return [
    ...who,
    column('业务', 'kind', { width: 70, render: (kind) => KIND_NAMES[kind] ?? kind }),
    column('时间', 'at', { width: 130, sort: true, render: (at) => formatTime(at) }),
    column('科室', 'departmentName', { width: 130, ellipsis: true, sort: true }),
    column('医生', 'doctorName', { width: 90, ellipsis: true }),
    column('诊断', 'mainDiagnosis', { width: 150, ellipsis: true }),
    column('体检或项目', 'item', { width: 140, ellipsis: true }),
    column('机构', 'organizationName', { width: 130, ellipsis: true }),
    column('来源号', 'sourceNo', { width: 120, ellipsis: true }),
    column('例数', 'cases', { width: 60, align: 'right' }),
  ];
}
