import { Button } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { ResultValue, isAbnormal } from '../../shared/format/flags.js';
import { ageText, sexName } from '../../shared/format/people.js';
import { textOr } from '../../shared/format/numbers.js';
import { formatRange } from '../../shared/format/ranges.js';
import { useAccess } from '../../shared/access/access.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { PrintReports } from '../../shared/print/report-print.js';
import { Answered } from '../../shared/problem/answered.js';
import { FLAG_SOURCES, REPORT_STATUS, type LabReportDetail } from './labs.js';
import type { RecordProps } from './patient-parts.js';

/** One laboratory report, as the laboratory sent it and as it was judged. */
export function RecordLabPanel({ id, person, onTrend }: RecordProps) {
  const { can } = useAccess();
  const answer = useApi(`/lab-reports/${id}`, { topics: ['labs'], beneficiaryId: person.id });
  return (
    <Answered answer={answer} rows={10}>
      {(report) => (
        <>
          <h2 className="part">
            {report.panelName}{' '}
            <span className={report.status === 'final' ? 'tag tag-good' : 'tag tag-late'}>
              {REPORT_STATUS[report.status]}
            </span>{' '}
            {can('lab:print') && report.status !== 'withdrawn' && <PrintReports kind="lab" reportIds={[id]} small />}
          </h2>
          {report.status === 'withdrawn' && (
            <p className="notice-line">⚠ 这份报告已被检验科撤回，结果不再参与趋势和异常统计。</p>
          )}
          {report.earlier.length > 0 && (
            <p className="notice-line">
              当前为第 {report.revision} 版；
              {report.earlier
                .map(
                  ({ revision, status, recordedUntil }) =>
                    `第 ${revision} 版（${REPORT_STATUS[status] ?? status}）于 ${formatFullTime(recordedUntil)} 被替换`,
                )
                .join('，')}
              。
            </p>
          )}
          <dl className="facts">
            <dt>姓名</dt>
            <dd>
              {person.name} {sexName(person.sex)} {report.patientAgeText ?? ageText(person.age)}
            </dd>
            <dt>报告单号</dt>
            <dd>{report.reportNo}</dd>
            <dt>标本</dt>
            <dd>{textOr(report.specimen)}</dd>
            <dt>送检科室</dt>
            <dd>{textOr(report.departmentName)}</dd>
            <dt>送检医生</dt>
            <dd>{textOr(report.requestingDoctor)}</dd>
            <dt>就诊号</dt>
            <dd>{textOr(report.visitNo)}</dd>
            <dt>采样时间</dt>
            <dd>{formatFullTime(report.collectedAt)}</dd>
            <dt>接收时间</dt>
            <dd>{formatFullTime(report.receivedAt)}</dd>
            <dt>报告时间</dt>
            <dd>{formatFullTime(report.reportedAt)}</dd>
            <dt>检验者</dt>
            <dd>{textOr(report.tester)}</dd>
            <dt>审核者</dt>
            <dd>{textOr(report.verifier)}</dd>
            <dt>来源</dt>
            <dd>{report.sourceSystem.toUpperCase()}</dd>
          </dl>
          {report.results.some(({ organism }) => organism === null) && <Results report={report} onTrend={onTrend} />}
          <Cultures results={report.results} />
          <p className="weak">本报告仅对所检测标本负责。异常结果以红色、箭头和文字同时标出。</p>
        </>
      )}
    </Answered>
  );
}

function Results({ report, onTrend }: { report: LabReportDetail; onTrend: RecordProps['onTrend'] }) {
  return (
    <table className="plain-table">
      <caption className="sr-only">检验结果</caption>
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">项目</th>
          <th scope="col">结果</th>
          <th scope="col">单位</th>
          <th scope="col">参考区间</th>
          <th scope="col">方法</th>
          <th scope="col">判断依据</th>
          <th scope="col">
            <span className="sr-only">趋势</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {report.results.filter(({ organism }) => organism === null).map(({ code, name, text, flag, unit, range, method, flagSource, disagrees, critical, notifiedAt, notifiedTo, handledAt }, index) => (
          <tr key={`${code}/${index}`} className={isAbnormal(flag) ? 'row-abnormal' : undefined}>
            <td>{index + 1}</td>
            <th scope="row">{name}</th>
            <td>
              <ResultValue text={textOr(text)} flag={flag} brief={false} />
            </td>
            <td>{textOr(unit)}</td>
            <td>{formatRange(range) ?? <span className="weak">无参考区间</span>}</td>
            <td>{textOr(method)}</td>
            <td>
              {flagSource ? FLAG_SOURCES[flagSource] : <span className="weak">未判断</span>}
              {disagrees && <div className="cell-odd">标记不一致</div>}
              {critical && (
                <div className="weak">
                  {notifiedAt ? `已通知 ${textOr(notifiedTo)} ${formatFullTime(notifiedAt)}` : '检验科未提供通知记录'}
                  {notifiedAt && (handledAt ? `，已处理 ${formatFullTime(handledAt)}` : '，未处理')}
                </div>
              )}
            </td>
            <td>
              <Button size="small" type="link" onClick={() => onTrend([code])}>
                趋势
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const STEPS: Readonly<Record<string, string>> = { S: 'S 敏感', I: 'I 中介', R: 'R 耐药' };

/** Cultures: one table for each germ, with the drugs it was tried with. */
function Cultures({ results }: { results: LabReportDetail['results'] }) {
  const germs = [...new Set(results.flatMap(({ organism }) => organism ?? []))];
  return germs.map((germ) => (
    <table key={germ} className="plain-table">
      <caption>培养结果：{germ}</caption>
      <HeadRow titles={['药物', '结果', '单位', '敏感性', '方法']} />
      <tbody>
        {results
          .filter(({ organism }) => organism === germ)
          .map(({ code, name, text, unit, susceptibility, method }) => (
            <tr key={code} className={susceptibility === 'R' ? 'row-abnormal' : undefined}>
              <th scope="row">{name}</th>
              <td>{textOr(text)}</td>
              <td>{textOr(unit)}</td>
              <td>{susceptibility === 'R' ? <span className="flag">{STEPS[susceptibility]}</span> : (STEPS[susceptibility ?? ''] ?? textOr(susceptibility))}</td>
              <td>{textOr(method)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  ));
}
