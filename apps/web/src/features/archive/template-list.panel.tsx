import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { AnswerOf } from '@cadre/api-client/typed-paths';

type Template = AnswerOf<'/archive-templates', 'get'>['items'][number];
const SCOPES: Readonly<Record<string, string>> = { own: '我的模板', department: '科室模板', hospital: '全院模板' };
const STATUS: Readonly<Record<string, string>> = { draft: '草稿', published: '已发布', disabled: '已停用' };

interface Props {
  readonly items: readonly Template[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Templates by scope; the chosen one is named by more than its colour. */
export function TemplateListPanel({ items, chosen, onChoose }: Props) {
  return (
    <nav className="patient-card" aria-label="模板">
      <Button block type="dashed" icon={<PlusOutlined />} onClick={() => onChoose('new')}>
        新建模板
      </Button>
      {Object.entries(SCOPES).map(([scope, title]) => {
        const own = items.filter((item) => item.scope === scope);
        return (
          own.length > 0 && (
            <div key={scope}>
              <h2>{title}</h2>
              <ul>
                {own.map(({ id, name, status, version, audience }) => (
                  <li key={id}>
                    <Button type={id === chosen ? 'primary' : 'text'} ghost={id === chosen} block style={{ justifyContent: 'flex-start', height: 'auto', whiteSpace: 'normal', textAlign: 'left' }} aria-current={id === chosen} onClick={() => onChoose(id)}>
                      {name}
                      {audience === 'patient' && '（给本人）'}
                      <small className="weak"> v{version} {STATUS[status]}</small>
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
          )
        );
      })}
    </nav>
  );
}
