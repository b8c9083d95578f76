import { useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { PrintReports } from '../../shared/print/report-print.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { StatusTag } from './examination-list.js';
import { sentencesOnlyIn } from './text-differences.js';
import { bodyPartOf, deviceOf, imagesText, priorOf, type Examination } from './examinations.js';

interface Props {
  readonly examination: Examination;
  readonly all: readonly Examination[];
  readonly onChoose: (id: string) => void;
}

/** The report of the chosen examination, beside the one before it when that is asked for. */
export function ExaminationReport({ examination, all, onChoose }: Props) {
  const { can } = useAccess();
  const [comparing, setComparing] = useState(false);
  const prior = priorOf(examination, all);
  const [last] = prior;
  return (
    <article className="study-report" aria-label={`${examination.itemName ?? '检查'}报告`}>
      <header className="study-report-head">
        <h2>{examination.itemName ?? '检查'}</h2>
        <StatusTag examination={examination} />
        <ImagesLink examination={examination} prior={last ?? null} />
        {can('exam:print') && examination.reportId && examination.status !== 'withdrawn' && (
          <PrintReports kind="exam" reportIds={[examination.reportId]} small />
        )}
        {last && (
          <Button size="small" aria-pressed={comparing} onClick={() => setComparing(!comparing)}>
            {comparing ? '结束对比' : '与上次对比'}
          </Button>
        )}
      </header>
      <dl className="study-facts">
        {factsOf(examination).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {comparing && last ? (
        <div className="study-compared">
          <Texts examination={last} title={`上次 ${formatFullTime(last.examinedAt)}`} other={examination} mark="本次没有" />
          <Texts examination={examination} title={`本次 ${formatFullTime(examination.examinedAt)}`} other={last} mark="本次新增" />
        </div>
      ) : (
        <Texts examination={examination} />
      )}
      {prior.length > 0 && (
        <section className="study-prior">
          <h3>同部位既往检查 {prior.length} 次</h3>
          <ul>
            {prior.map((one) => (
              <li key={one.id}>
                <button type="button" className="quiet link" onClick={() => onChoose(one.id)}>
                  {formatFullTime(one.examinedAt)} {one.itemName ?? '检查'}
                </button>{' '}
                <span className="weak">{one.impression ?? '没有诊断意见'}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

/** To the pictures, or why there are none to see. */
function ImagesLink({ examination, prior }: { examination: Examination; prior: Examination | null }) {
  const { can } = useAccess();
  const { images, studyId } = examination;
  if (!can('image:view') || studyId === null) {
    return (
      <Button size="small" disabled title={studyId === null ? imagesText({ ...examination, images }) : '无调阅影像权限'}>
        查看影像
      </Button>
    );
  }
  return (
    <>
      <Link to={`/viewer/${studyId}`}>查看影像</Link>
      {prior?.studyId && <Link to={`/viewer/${studyId}?prior=${prior.studyId}`}>影像对比上次</Link>}
    </>
  );
}

function factsOf(one: Examination): readonly (readonly [name: string, value: string])[] {
  return [
    ['检查时间', formatFullTime(one.examinedAt)],
    ['部位', bodyPartOf(one)],
    ['设备', deviceOf(one)],
    ['影像', one.seriesCount ? `${imagesText(one)}（${one.seriesCount} 个序列）` : imagesText(one)],
    ['检查科室', textOr(one.departmentName)],
    ['检查号', textOr(one.accessionNo)],
    ['报告', `${formatFullTime(one.reportedAt)} ${one.reporter ?? ''}`],
    ['审核', `${formatFullTime(one.verifiedAt)} ${one.verifier ?? ''}`],
  ];
}

/** 所见, 诊断, 建议: always as text, whatever the other system wrote. */
function Texts({ examination, title, other, mark = '' }: { examination: Examination; title?: string; other?: Examination; mark?: string }) {
  const { reportId, status, findings, impression, advice } = examination;
  if (reportId === null) {
    return <p className="study-notice">报告尚未审核发布，或由其他系统出具。审核后会自动显示在这里。</p>;
  }
  return (
    <div className="study-texts">
      {title && <h3 className="study-when">{title}</h3>}
      {status === 'withdrawn' && <p className="study-notice">此报告已撤回，仅供追溯，不作为诊疗依据。</p>}
      <h3>检查所见</h3>
      <p className="study-prose">
        <Compared text={textOr(findings)} other={other?.findings} mark={mark} />
      </p>
      <h3>诊断意见</h3>
      <p className="study-prose">
        <b>
          <Compared text={textOr(impression)} other={other?.impression} mark={mark} />
        </b>
      </p>
      {advice && (
        <>
          <h3>建议</h3>
          <p className="study-prose">{advice}</p>
        </>
      )}
    </div>
  );
}

/** The text with those sentences marked that the other one does not have; said in words, too. */
function Compared({ text, other, mark }: { text: string; other: string | null | undefined; mark: string }) {
  if (other === undefined) return text;
  return sentencesOnlyIn(text, other ?? '').map(({ sentence, only }, nth) =>
    only ? (
      <mark key={nth} title={mark} className="study-changed">
        {sentence}
        <span className="sr-only">（{mark}）</span>
      </mark>
    ) : (
      <span key={nth}>{sentence}</span>
    ),
  );
}
