import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button, Select, Slider } from 'antd';
import { api } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { fetchAround, imageIdsOf, openStack, type Stack } from './viewer-engine.js';
import type { Opening, OpenedSeries } from './viewer-keys.js';
import { dragOf, windowOf, WINDOWS, type DragMode } from './viewer-moves.js';

/** Series that hold no picture. */
const NOT_DRAWN = new Set(['SR', 'PR', 'KO', 'SEG', 'REG', 'AU', 'DOC', 'FID', 'RTPLAN', 'RTSTRUCT', 'RTRECORD', 'RWV', 'PLAN', 'ECG']);

interface Props {
  readonly opening: Opening;
  readonly mode: DragMode;
  /** When the study was asked for, in ms of the page's clock. */
  readonly askedAt: number;
  readonly title: string;
}

/** One study: its series, and the pictures of the one that is chosen. */
export function ViewerPane({ opening, mode, askedAt, title }: Props) {
  const drawn = useMemo(
    () => opening.series.filter(({ modality, instances }) => !NOT_DRAWN.has(modality ?? '') && instances.length > 0),
    [opening],
  );
  const [seriesUid, choose] = useState(drawn[0]?.seriesUid ?? null);
  const series = drawn.find((one) => one.seriesUid === seriesUid) ?? null;
  return (
    <section className="viewer-pane" aria-label={title}>
      <header className="viewer-pane-head">
        <b>{title}</b>
        <Select
          size="small"
          aria-label="序列"
          value={seriesUid}
          onChange={choose}
          popupMatchSelectWidth={false}
          options={drawn.map((one, nth) => ({ value: one.seriesUid, label: seriesName(one, nth) }))}
        />
        {opening.series.length > drawn.length && (
          <span className="weak">另有 {opening.series.length - drawn.length} 个非图像序列</span>
        )}
      </header>
      {series ? (
        <Pictures key={`${opening.id}/${series.seriesUid}`} opening={opening} series={series} mode={mode} askedAt={askedAt} />
      ) : (
        <p className="viewer-none" role="status">
          影像系统中没有可显示的图像，可能尚未归档完成。报告不受影响。
        </p>
      )}
    </section>
  );
}

const seriesName = ({ number, modality, description, instances }: OpenedSeries, nth: number) =>
  `${number ?? nth + 1} · ${modality ?? ''} ${description ?? ''}（${instances.reduce((sum, { frames }) => sum + frames, 0)} 幅）`;

/** Told once for each opening, so that whoever runs the archive sees how long readers wait; nobody's work hangs on it. */
const told = new Set<number>();

function Pictures({ opening, series, mode, askedAt }: Omit<Props, 'title'> & { series: OpenedSeries }) {
  const place = useRef<HTMLDivElement>(null);
  const stack = useRef<Stack | null>(null);
  const [index, setIndex] = useState(0);
  const [firstMs, setFirstMs] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [shown, setShown] = useState('');
  const imageIds = useMemo(() => imageIdsOf(opening.id, series), [opening.id, series]);
  const tell = useCallback(() => {
    const viewport = stack.current?.viewport;
    if (viewport) setShown(windowOf(viewport.getProperties().voiRange));
  }, []);

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const opened = openStack(element);
    stack.current = opened;
    const start = Math.floor(imageIds.length / 2);
    opened.viewport.setStack(imageIds, start).then(
      () => {
        opened.viewport.render();
        setIndex(start);
        setFirstMs((before) => before ?? Math.round(performance.now() - askedAt));
        tell();
        fetchAround(imageIds, start);
      },
      (failure: unknown) => setProblem(words(failure)),
    );
    const watch = new ResizeObserver(() => opened.viewport.getRenderingEngine()?.resize(true, true));
    watch.observe(element);
    return () => {
      watch.disconnect();
      stack.current = null;
      opened.close();
    };
  }, [imageIds, askedAt, tell]);

  useEffect(() => {
    if (firstMs === null || told.has(askedAt)) return;
    told.add(askedAt);
    api.request(`/imaging-studies/${opening.id}/first-image`, { method: 'POST', body: { ms: Math.min(firstMs, 600_000) } }).catch(() => undefined);
  }, [firstMs, askedAt, opening.id]);

  const turnTo = useCallback(
    (next: number) => {
      const viewport = stack.current?.viewport;
      const to = Math.max(0, Math.min(imageIds.length - 1, next));
      setIndex(to);
      viewport?.setImageIdIndex(to).then(
        () => {
          setProblem(null);
          fetchAround(imageIds, to);
        },
        (failure: unknown) => setProblem(words(failure)),
      );
    },
    [imageIds],
  );
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      turnTo(index + Math.sign(event.deltaY));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [index, turnTo]);

  return (
    <>
      <div className="viewer-windows" role="group" aria-label="窗宽窗位">
        {WINDOWS.filter(({ modality }) => modality === series.modality).map(({ name, width, centre }) => (
          <Button
            key={name}
            size="small"
            onClick={() => {
              stack.current?.viewport.setProperties({ voiRange: { lower: centre - width / 2, upper: centre + width / 2 } });
              stack.current?.viewport.render();
              tell();
            }}
          >
            {name}
          </Button>
        ))}
        <Button
          size="small"
          onClick={() => {
            const viewport = stack.current?.viewport;
            viewport?.setProperties({ invert: !viewport.getProperties().invert });
            viewport?.render();
          }}
        >
          反相
        </Button>
        <Button
          size="small"
          onClick={() => {
            stack.current?.viewport.resetCamera();
            stack.current?.viewport.resetProperties();
            stack.current?.viewport.render();
            tell();
          }}
        >
          复位
        </Button>
      </div>
      <div
        ref={place}
        className="viewer-picture"
        role="img"
        tabIndex={0}
        aria-label={`第 ${index + 1} 幅，共 ${imageIds.length} 幅。方向键翻页`}
        data-shown={firstMs === null ? undefined : index + 1}
        onPointerDown={(event) => stack.current && dragOf(stack.current.viewport, mode, event, tell)}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={({ key }) => {
          if (key === 'ArrowDown' || key === 'ArrowRight') turnTo(index + 1);
          if (key === 'ArrowUp' || key === 'ArrowLeft') turnTo(index - 1);
        }}
      >
        <div className="viewer-overlay">
          <span>{opening.name}</span>
          {opening.patientNameText && <span>影像内姓名 {opening.patientNameText}</span>}
          <span>{formatFullTime(opening.startedAt)}</span>
          <span>
            {index + 1} / {imageIds.length}
          </span>
          <span>{shown}</span>
        </div>
        {problem && (
          <p className="viewer-problem" role="alert">
            {problem}
          </p>
        )}
        {firstMs === null && !problem && (
          <p className="viewer-problem" role="status">
            正在取图…
          </p>
        )}
      </div>
      {imageIds.length > 1 && (
        <Slider min={1} max={imageIds.length} value={index + 1} onChange={(value) => turnTo(value - 1)} aria-label="翻页" />
      )}
      <p className="weak viewer-first">{firstMs !== null && `首幅图像 ${firstMs} 毫秒`}</p>
    </>
  );
}

function words(failure: unknown): string {
  const inner = failure instanceof Error ? failure : (failure as { error?: unknown } | null)?.error;
  const text = inner instanceof Error ? inner.message : '';
  return /[\u4e00-\u9fff]/.test(text) ? text : '这幅图像不能显示：压缩格式不受支持或文件有损坏。可下载后用专用软件打开，报告不受影响。';
}
