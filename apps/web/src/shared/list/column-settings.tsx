import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import type { ColumnChoice } from './use-columns.js';

/** Show, hide and order the columns; kept for this user on every computer. Works without a mouse. */
export function ColumnSettings<Row>({ choice }: { choice: ColumnChoice<Row> }) {
  const order = choice.all.map(({ key }) => key);
  const shown = new Set(choice.shown.map(({ key }) => key));
  const hidden = order.filter((key) => !shown.has(key));
  const move = (index: number, by: number) => {
    const next = [...order];
    next.splice(index + by, 0, ...next.splice(index, 1));
    choice.keep(next, hidden);
  };
  return (
    <div className="column-settings">
      <ul>
        {choice.all.map(({ key, title, fixed }, index) => (
          <li key={key}>
            <Checkbox
              checked={shown.has(key)}
              disabled={fixed === 'left'}
              onChange={({ target }) =>
                choice.keep(order, target.checked ? hidden.filter((one) => one !== key) : [...hidden, key])
              }
            >
              {title}
            </Checkbox>
            <span>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={`${title}上移`}
                disabled={!!fixed || !index || choice.all[index - 1]?.fixed === 'left'}
                onClick={() => move(index, -1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={`${title}下移`}
                disabled={!!fixed || !choice.all[index + 1] || choice.all[index + 1]?.fixed === 'right'}
                onClick={() => move(index, 1)}
              />
            </span>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={choice.reset}>
        恢复默认
      </Button>
    </div>
  );
}
