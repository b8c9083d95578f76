import './spark.css';

const [WIDTH, HEIGHT, EDGE] = [76, 22, 3];

/** The last values of an item as a small line, old to new; the newest is a dot. Under two values there is no course to show. */
export function Spark({ values, abnormal = false }: { values: readonly number[]; abnormal?: boolean }) {
  if (values.length < 2)
    return (
      <span className="weak spark-none" title="可作图的结果不足两次，暂无趋势">
        —
      </span>
    );
  const points = placesOf(values);
  const [x, y] = points.at(-1) ?? [0, 0];
  return (
    <svg
      className={abnormal ? 'spark spark-abnormal' : 'spark'}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden
      focusable="false"
    >
      <polyline points={points.map((place) => place.join()).join(' ')} />
      <circle cx={x} cy={y} r="2.5" />
    </svg>
  );
}

/** Evenly spaced over the width; equal values make a level line in the middle. */
function placesOf(values: readonly number[]): readonly (readonly [x: number, y: number])[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = (WIDTH - 2 * EDGE) / (values.length - 1);
  return values.map((value, index) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return [round(EDGE + index * step), round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE))];
  });
}

const round = (value: number) => Math.round(value * 10) / 10;
