import { QuestionCircleOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { useApi } from '../api/api.js';
import './figures.css';

/** 口径 of some measures, as they are written down, with the version by which the figures were made. */
export function Definitions({ of }: { of: readonly string[] }) {
  const { data } = useApi('/stats/definitions', { staleTime: 3_600_000 });
  const content = data && (
    <div className="figure-definitions">
      <dl>
        {data.items
          .filter(({ id }) => of.includes(id))
          .map(({ id, name, definition }) => (
            <div key={id}>
              <dt>{name}</dt>
              <dd>{definition}</dd>
            </div>
          ))}
      </dl>
      <ul>
        {data.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <p className="weak">口径版本 {data.version}</p>
    </div>
  );
  return (
    <Popover content={content} trigger={['hover', 'focus']} placement="bottomLeft">
      <button type="button" className="quiet weak" aria-label="统计口径">
        <QuestionCircleOutlined /> 口径
      </button>
    </Popover>
  );
}

/** Says that the figures are the reader's own, and where the hospital wants it, that there are others. */
export function OwnFigures({ hidden }: { hidden: number | null }) {
  return (
    <p className="figure-note weak">
      数字按您的数据范围统计，不含您无权查看的机密对象。
      {hidden !== null && hidden > 0 && <b> 机密 ×{hidden}（无权查看，不计入合计）</b>}
    </p>
  );
}
