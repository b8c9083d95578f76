import type { ReactNode } from 'react';
import { ColumnHeightOutlined, ReloadOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Popover, Radio } from 'antd';
import { DENSITY_NAMES, applyAppearance, useAppearance, type Density } from '../theme/appearance.js';
import { usePreference } from '../api/preference.js';
import { ColumnSettings } from './column-settings.js';
import type { ColumnChoice } from './use-columns.js';

interface Props<Row> {
  readonly choice: ColumnChoice<Row>;
  readonly busy: boolean;
  readonly onAgain: () => void;
  readonly exporter: ReactNode;
  readonly actions: ReactNode;
}

/** Right of the title: refresh, columns, density, export, and the page's own main button. */
export function ListToolbar<Row>({ choice, busy, onAgain, exporter, actions }: Props<Row>) {
  const appearance = useAppearance();
  const { save } = usePreference('appearance', appearance);
  const densities = (
    <Radio.Group
      value={appearance.density}
      onChange={({ target }) => save(applyAppearance({ density: target.value as Density }))}
      options={Object.entries(DENSITY_NAMES).map(([value, label]) => ({ value, label }))}
    />
  );
  return (
    <div className="list-tools">
      <Button icon={<ReloadOutlined spin={busy} />} onClick={onAgain}>
        刷新
      </Button>
      <Popover trigger="click" placement="bottomRight" title="列设置" content={<ColumnSettings choice={choice} />}>
        <Button icon={<SettingOutlined />}>列设置</Button>
      </Popover>
      <Popover trigger="click" placement="bottomRight" title="密度" content={densities}>
        <Button icon={<ColumnHeightOutlined />}>密度</Button>
      </Popover>
      {exporter}
      {actions}
    </div>
  );
}
