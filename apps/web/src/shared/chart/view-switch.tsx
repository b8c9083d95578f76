import { Segmented } from 'antd';

export type ChartView = 'chart' | 'table';

/** Every chart has its table: one of the two is shown. */
export function ViewSwitch({ view, onView }: { view: ChartView; onView: (view: ChartView) => void }) {
  return (
    <Segmented<ChartView>
      size="small"
      value={view}
      onChange={onView}
      options={[
        { value: 'chart', label: '图' },
        { value: 'table', label: '表' },
      ]}
    />
  );
}
