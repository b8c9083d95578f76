import { useCallback, useMemo, useState } from 'react';
import { Button, Checkbox, Segmented } from 'antd';
import { SourceBanner, UpdatedAt } from '../../shared/freshness/source-banner.js';
import { Answered } from '../../shared/problem/answered.js';
import { byDraw } from './draws.js';
import { LabGroups } from './lab-groups.js';
import { LabMatrix } from './lab-matrix.js';
import { LabReportList } from './lab-report-list.js';
import type { LabMatrix as Matrix, MatrixGroup } from './labs.js';
import { visiblePart } from './matrix-view.js';
import { NoSuchRecords } from '../../shared/freshness/no-such-records.js';
import type { PatientTabProps } from './patient-parts.js';
import { usePatientView } from './patient-view.js';
import { useAbnormalKey, useChosen } from './use-choices.js';
import { MOST_REPORTS, useMatrix } from './use-matrix.js';

const SOURCES = ['lis'];
/** Columns at first, and as many more each time one reaches their end. */
const COLUMNS = 10;
const NO_GROUPS: readonly MatrixGroup[] = [];

/** 检验: the matrix of items by reports, or the reports one by one. */
export function PatientLabsPanel({ person, onOpen, onTrend }: PatientTabProps) {
  const { params, change } = usePatientView();
  const group = params.get('group');
  const byReport = params.get('view') === 'reports';
  const all = useMatrix(person.id, null);
  const answer = useMatrix(person.id, group);
  const onlyAbnormal = params.get('abnormal') === '1';
  const onlyFilled = params.get('filled') !== '0';
  const flip = useCallback(() => change({ abnormal: onlyAbnormal ? null : '1' }), [change, onlyAbnormal]);
  const openReport = useCallback((id: string) => onOpen('lab', id), [onOpen]);
  useAbnormalKey(byReport ? null : flip);
  const { chosen, choose, clear } = useChosen(person.id);
  const groups = all.data?.groups ?? NO_GROUPS;
  const chooseGroup = useCallback((code: string | null) => change({ group: code }), [change]);
  return (
    <div className="part-page">
      <SourceBanner sources={SOURCES} />
      <div className="part-tools">
        <Segmented
          value={byReport ? 'reports' : 'matrix'}
          onChange={(view) => change({ view: view === 'reports' ? view : null })}
          options={[
            { value: 'matrix', label: '按项目' },
            { value: 'reports', label: '按报告' },
          ]}
        />
        {!byReport && (
          <>
            <Checkbox checked={onlyAbnormal} onChange={flip}>
              只看异常（A）
            </Checkbox>
            <Checkbox checked={onlyFilled} onChange={() => change({ filled: onlyFilled ? '0' : null })}>
              仅有结果
            </Checkbox>
            {chosen.size > 0 && (
              <span className="compare-bar" role="status">
                已选 {chosen.size} 项{chosen.size < 2 && '，再选一项即可对比'}
                <Button size="small" type="primary" disabled={chosen.size < 2} onClick={() => onTrend([...chosen])}>
                  对比
                </Button>
                <Button size="small" onClick={clear}>
                  清空
                </Button>
              </span>
            )}
          </>
        )}
        <span style={{ marginLeft: 'auto' }}>
          {answer.data && <UpdatedAt sources={SOURCES} readAt={answer.dataUpdatedAt} />}
        </span>
      </div>
      {byReport ? (
        <LabReportList personId={person.id} onOpen={openReport} />
      ) : (
        <Answered answer={answer} rows={12}>
          {(matrix) =>
            matrix.reports.length === 0 ? (
              <NoSuchRecords what="检验报告" sources={SOURCES} connected={matrix.sources.connected} />
            ) : (
              <div className="labs-main">
                <LabGroups groups={groups} active={group} onChoose={chooseGroup} />
                <Shown
                  key={group}
                  matrix={matrix}
                  onlyAbnormal={onlyAbnormal}
                  onlyFilled={onlyFilled}
                  chosen={chosen}
                  onChoose={choose}
                  onTrend={onTrend}
                  onReport={openReport}
                  onAbnormalOnly={flip}
                />
              </div>
            )
          }
        </Answered>
      )}
    </div>
  );
}

interface ShownProps {
  readonly matrix: Matrix;
  readonly onlyAbnormal: boolean;
  readonly onlyFilled: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (code: string) => void;
  readonly onTrend: PatientTabProps['onTrend'];
  readonly onReport: (id: string) => void;
  readonly onAbnormalOnly: () => void;
}

function Shown({ matrix, onlyAbnormal, onlyFilled, onTrend, onAbnormalOnly, ...rest }: ShownProps) {
  const [shown, setShown] = useState(COLUMNS);
  const whole = useMemo(() => byDraw(matrix), [matrix]);
  const part = useMemo(
    () => visiblePart(whole, { shown, onlyAbnormal, onlyFilled }),
    [whole, shown, onlyAbnormal, onlyFilled],
  );
  const more = useCallback(() => setShown((before) => before + COLUMNS), []);
  const trend = useCallback((code: string) => onTrend([code]), [onTrend]);
  const hasMore = whole.draws.length > shown;
  if (!part.groups.length) {
    return (
      <div className="part-list">
        <div className="list-state" role="status">
          <b>最近 {part.draws.length} 次采样没有异常项目</b>
          <p>
            {hasMore && <Button onClick={more}>再看更早的采样</Button>}{' '}
            <Button type="primary" onClick={onAbnormalOnly}>
              显示全部项目
            </Button>
          </p>
        </div>
      </div>
    );
  }
  return (
    <div className="part-list" style={{ display: 'flex', flexDirection: 'column', border: 0 }}>
      <LabMatrix {...rest} {...part} onTrend={trend} onAbnormalOnly={onAbnormalOnly} onMore={hasMore ? more : null} />
      {!hasMore && matrix.reports.length === MOST_REPORTS && (
        <p className="weak">这里显示最近 {MOST_REPORTS} 份报告；更早的请切换到“按报告”，或点开项目看全部趋势。</p>
      )}
    </div>
  );
}
