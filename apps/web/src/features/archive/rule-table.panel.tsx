import { App, Button } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { NOTHING } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { Rule, RuleSet } from './archive-types.js';
import { itemName, signName } from './rule-words.js';

const HEADS = ['诊断组', '诊断编码（ICD-10）', '关键检验', '检查', '用药', '体征'];
const listed = (words: readonly string[]): string => words.join('、') || NOTHING;

interface Props {
  readonly set: RuleSet;
  readonly mayChange: boolean;
  readonly onEdit: (rule: Rule) => void;
}

/** The groups of one version, in the order in which a record names them. */
export function RuleTable({ set, mayChange, onEdit }: Props) {
  return (
    <div className="list-scroll" tabIndex={0} role="group" aria-label="诊断规则">
      <table className="list-table rules-table">
        <caption className="sr-only">诊断规则</caption>
        <HeadRow titles={[...HEADS, ...(mayChange ? ['操作'] : [])]} />
        <tbody>
          {set.rules.map((rule) => (
            <tr key={rule.code}>
              <td>
                <b>{rule.name}</b>
              </td>
              <td>{listed(rule.icd)}</td>
              <td>{listed(rule.items.map(itemName))}</td>
              <td>{listed(rule.exams)}</td>
              <td>{listed(rule.drugs)}</td>
              <td>{listed(rule.signs.map(signName))}</td>
              {mayChange && (
                <td>
                  <Button type="link" size="small" aria-label={`修改${rule.name}`} onClick={() => onEdit(rule)}>
                    修改
                  </Button>
                  <RemoveButton rule={rule} basedOn={set.version} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RemoveButton({ rule: { code, name }, basedOn }: { rule: Rule; basedOn: number }) {
  const { modal, message } = App.useApp();
  const remove = async () => {
    try {
      await api.request(`/archive-rules/${code}/removal`, { method: 'POST', body: { basedOn } });
      void message.success('已删除，新版本立即生效');
    } catch (error) {
      void message.error({ content: sentenceOf(error), duration: 0, key: 'archive-rule' });
    } finally {
      await rulesChanged();
    }
  };
  const ask = () =>
    void modal.confirm({
      title: `删除诊断规则“${name}”？`,
      content: '产生一个不含它的新版本；已生成的档案不变，历史版本仍可查看。',
      okText: '删除',
      cancelText: '取消',
      okButtonProps: { danger: true },
      onOk: remove,
    });
  return (
    <Button type="link" size="small" danger aria-label={`删除${name}`} onClick={ask}>
      删除
    </Button>
  );
}

/** Reads the rules and their versions again. */
export const rulesChanged = (): Promise<unknown> =>
  queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/archive-rules') });
