import { useApi } from '../../shared/api/api.js';
import { formatDate, formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { Answered } from '../../shared/problem/answered.js';
import { bySection, standOuts } from './checkup-order.js';
import { CheckupItems } from './checkup-items.js';
import { CHECKUP_STATUS, FINISHED, ITEM_STATES, type CheckupDetail } from './checkups.js';
import { VersionsPanel } from './versions.panel.js';
import './checkups.css';

/** One check-up: what stands out, the conclusion, then every section with its findings. */
export function RecordCheckupPanel({ id, person }: { id: string; person: { readonly id: string } }) {
  const answer = useApi(`/checkups/${id}`, { topics: ['checkups'], beneficiaryId: person.id });
  return (
    <Answered answer={answer} rows={12}>
      {(checkup) => <Report checkup={checkup} />}
    </Answered>
  );
}

/** The report itself, wherever it is opened. */
export function Report({ checkup }: { checkup: CheckupDetail }) {
  const { year, packageName, status, items, sections, conclusion, advice, revision } = checkup;
  const { abnormal, notDone } = standOuts(items);
  return (
    <div className="checkup-report">
      <h2>
        {year} 年 {packageName ?? '健康体检'}{' '}
        <span className={FINISHED.has(status) ? 'tag tag-good' : 'tag tag-late'}>
          {CHECKUP_STATUS[status] ?? status}
        </span>{' '}
        {revision > 1 && <span className="tag tag-corrected">已更正</span>}
      </h2>
      {!FINISHED.has(status) && <p className="checkup-early">⚠ 总检尚未完成，以下内容可能变化。</p>}
      <dl>
        <dt>体检日期</dt>
        <dd>{formatDate(checkup.checkupDate)}</dd>
        <dt>总检日期</dt>
        <dd>{formatDate(checkup.concludedDate)}</dd>
        <dt>总检医生</dt>
        <dd>{textOr(checkup.chiefDoctor)}</dd>
        <dt>体检号</dt>
        <dd>{checkup.checkupNo}</dd>
        <dt>单位</dt>
        <dd>{textOr(checkup.workUnit)}</dd>
        <dt>来源</dt>
        <dd>
          {checkup.sourceSystem.toUpperCase()}
          {revision > 1 && `（第 ${revision} 版）`}
        </dd>
      </dl>
      <section>
        <h3>体检结论</h3>
        <p className="checkup-prose">{conclusion ?? '尚无结论'}</p>
      </section>
      <section>
        <h3>健康建议</h3>
        <p className="checkup-prose">{advice ?? '尚无建议'}</p>
      </section>
      <section>
        <h3>
          异常项目 <span className={abnormal.length ? 'flag' : 'weak'}>{abnormal.length} 项</span>
        </h3>
        {abnormal.length ? (
          <CheckupItems caption="异常项目" items={abnormal} />
        ) : (
          <p className="weak">没有标出的异常项目。</p>
        )}
        {notDone.length > 0 && (
          <p className="checkup-missing">
            {notDone.length} 项没有结果：
            {notDone.map(({ name, state }) => `${name}（${ITEM_STATES[state]}）`).join('、')}
          </p>
        )}
      </section>
      {revision > 1 && (
        <section>
          <h3>更正记录</h3>
          <VersionsPanel checkupId={checkup.id} />
        </section>
      )}
      {bySection(sections, items).map(({ section, items: found }) => (
        <section key={section?.sectionNo ?? ''}>
          <h3>{section ? (section.groupName ?? section.departmentName ?? '检查') : '其他项目'}</h3>
          {section && (
            <p className="weak">
              {[section.departmentName, section.doctor, section.examinedAt && formatFullTime(section.examinedAt)]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
          {section?.summary && <p className="checkup-prose">小结：{section.summary}</p>}
          {found.length > 0 && <CheckupItems caption={section?.groupName ?? '项目'} items={found} />}
        </section>
      ))}
    </div>
  );
}
