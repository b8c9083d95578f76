import { FontSizeOutlined } from '@ant-design/icons';
import { Button, Popover, Radio } from 'antd';
import { usePreference } from '../shared/api/preference.js';
import { FONT_NAMES, FONT_PX, applyAppearance, useAppearance, type FontSize } from '../shared/theme/appearance.js';

export function FontSwitch() {
  const appearance = useAppearance();
  const { save } = usePreference('appearance', appearance);
  const sizes = (
    <Radio.Group
      value={appearance.fontSize}
      onChange={({ target }) => save(applyAppearance({ fontSize: target.value as FontSize }))}
      options={(Object.keys(FONT_NAMES) as FontSize[]).map((size) => ({
        value: size,
        label: <span style={{ fontSize: FONT_PX[size] }}>{FONT_NAMES[size]}</span>,
      }))}
    />
  );
  return (
    <Popover content={sizes} title="字号" trigger="click" placement="bottomRight">
      <Button type="text" icon={<FontSizeOutlined />} aria-label={`字号：${FONT_NAMES[appearance.fontSize]}`}>
        字号
      </Button>
    </Popover>
  );
}
