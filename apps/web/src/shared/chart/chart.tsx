import { useEffect, useRef, useState } from 'react';
import { PictureOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ECElementEvent, EChartsOption } from 'echarts';
import type { EChartsType } from 'echarts/core';
import { savePicture } from './save-picture.js';
import { ProblemAlert } from '../problem/problem-alert.js';

export type ChartOption = EChartsOption;

interface Props {
  readonly option: ChartOption;
  /** Said to screen readers; a table with the same figures belongs beneath. */
  readonly label: string;
  /** Height in px. */
  readonly height?: number;
  readonly onClick?: (event: ECElementEvent) => void;
  /** Name of the picture, for whoever may save one. */
  readonly saveAs?: string | undefined;
}

/** Colours that colour-blind readers can tell apart; five at most in one chart. */
const PALETTE = ['#0958d9', '#d46b08', '#389e0d', '#722ed1', '#08979c'];

/** Draws an ECharts option. The library is fetched when the first chart is shown. */
export function Chart({ option, label, height = 320, onClick, saveAs }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let gone = false;
    let made: EChartsType | null = null;
    const watch = new ResizeObserver(() => made?.resize());
    import('./echarts.js').then(({ init }) => {
      if (gone) return;
      made = init(element, null, { renderer: 'svg', locale: 'ZH' });
      watch.observe(element);
      setChart(made);
      setError(null);
    }, setError);
    return () => {
      gone = true;
      watch.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, [attempt]);

  useEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const { fontFamily, fontSize } = getComputedStyle(document.body);
    chart?.setOption(
      {
        color: PALETTE,
        animation: !still,
        animationDuration: 200,
        aria: { enabled: true },
        ...option,
        textStyle: { fontFamily, fontSize: Number.parseFloat(fontSize) * 0.9 },
        // Never as HTML: names and texts of other systems end up in tooltips.
        ...(option.tooltip && {
          tooltip: [option.tooltip].flat().map((tooltip) => ({ ...tooltip, renderMode: 'richText' as const })),
        }),
      },
      true,
    );
  }, [chart, option]);

  useEffect(() => {
    if (!chart || !onClick) return undefined;
    chart.on('click', onClick);
    return () => {
      if (!chart.isDisposed()) chart.off('click', onClick);
    };
  }, [chart, onClick]);

  return (
    <figure aria-label={label}>
      {error && <ProblemAlert error={error} onRetry={() => setAttempt(attempt + 1)} />}
      <div ref={place} style={{ height, width: '100%' }} />
      {saveAs && chart && (
        <Button className="chart-save" type="text" size="small" icon={<PictureOutlined />} onClick={() => void savePicture(chart, saveAs)}>
          存为图片
        </Button>
      )}
    </figure>
  );
}
