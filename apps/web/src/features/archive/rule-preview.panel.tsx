import { useEffect, useRef, useState } from 'react';
import { Alert, Button } from 'antd';
import { ApiProblem } from '@cadre/api-client/client';
import type { AnswerOf } from '@cadre/api-client/typed-paths';
import { api } from '../../shared/api/api.js';
import { PersonSelect } from '../../shared/form/person-select.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { Rule } from './archive-types.js';

type Preview = AnswerOf<'/archive-rules/preview', 'post'>;
const listed = (words: readonly string[]): string => words.join('、') || '无';

/** What the rule, as it is being edited, would bring into one person's record. */
export function RulePreview({ draft }: { draft: () => Promise<Rule> }) {
  const [person, setPerson] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const section = useRef<HTMLElement>(null);
  // It stands at the end of a long form: what came of it is brought into sight.
  useEffect(() => {
    if (found || problem) section.current?.scrollIntoView({ block: 'end' });
  }, [found, problem]);

  async function preview(beneficiaryId: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    setFound(null);
    try {
      const { name, icd, items, exams, drugs, signs } = await draft();
      setFound(await api.request('/archive-rules/preview', { method: 'POST', body: { name, icd, items, exams, drugs, signs, beneficiaryId } }));
    } catch (error) {
      // A field that is not filled in has said so itself.
      setProblem(error instanceof ApiProblem ? sentenceOf(error) : '请先改正上面标出的内容');
    } finally {
      setBusy(false);
    }
  }
  const choose = (id: string) => {
    setPerson(id);
    setFound(null);
  };
  return (
    <section ref={section} className="rule-preview" aria-label="预览">
      <h3>在一位对象的档案上预览（不保存）</h3>
      <div className="rule-preview-who">
        <PersonSelect {...(person && { value: person })} onChange={choose} />
        <Button disabled={!person} loading={busy} onClick={() => person && void preview(person)}>
          预览
        </Button>
      </div>
      {problem && <Alert type="error" showIcon title={problem} />}
      {found && (
        <>
          <Alert
            type={found.applies ? 'success' : 'info'}
            showIcon
            title={found.applies ? `此规则适用：诊断有 ${listed(found.diagnoses)}` : '此规则不适用：没有编码范围内的诊断，档案不会因它增加内容'}
          />
          {found.applies && (
            <dl>
              <dt>带入档案：</dt>
              <dd>{listed(found.picked)}</dd>
              <dt>没有结果的检验：</dt>
              <dd>{listed(found.without)}</dd>
            </dl>
          )}
        </>
      )}
    </section>
  );
}
