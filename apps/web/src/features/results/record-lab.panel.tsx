import { Button } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { ResultValue, isAbnormal } from '../../shared/format/flags.js';
import { ageText, sexName } from '../../shared/format/people.js';
import { textOr } from '../../shared/format/numbers.js';
import { formatRange } from '../../shared/format/ranges.js';
import { Answered } from '../../shared/problem/answered.js';
import { FLAG_SOURCES, REPORT_STATUS, type LabReportDetail } from './labs.js';
import type { RecordProps } from './patient-parts.js';

/** One laboratory report, as the laboratory sent it and as it was judged. */
export function RecordLabPanel({ id, person, onTrend }: RecordProps) {
  const answer = useApi(`/lab-reports/${id}`, { topics: ['labs'], beneficiaryId: person.id });
  return (
    <Answered answer={answer} rows={10}>
      {(report) => (
        <>
          <h2 className="part">
            {report.panelName}{' '}
            <span className={report.status === 'final' ? 'tag tag-good' : 'tag tag-late'}>
              {REPORT_STATUS[report.status]}
            </span>
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
          <Results report={report} onTrend={onTrend} />
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
        {report.results.map(({ code, name, text, flag, unit, range, method, flagSource, disagrees }, index) => (
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
