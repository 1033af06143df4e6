import { marksOf } from './chart-scale.ts'

/** One line of a chart: a colour of the style sheet by its key, a name, a value for each day. */
export type Series = { key: string; name: string; values: readonly number[] }

type Props = {
  label: string
  days: readonly string[]
  series: readonly Series[]
  kind: 'lines' | 'bars'
  /** A value as a person reads it. */
  show: (value: number) => string
  /** A day under the chart. */
  showDay: (day: string) => string
}

const [WIDTH, HEIGHT] = [420, 180]
const PAD = { left: 6, right: 6, top: 20, bottom: 22 }
const MARKS = 3

/** Values over days, drawn from nothing up. Each day says its values when it is pointed at; the last ones stand beside the names. */
export function Chart({ label, days, series, kind, show, showDay }: Props) {
  const marks = marksOf(Math.max(0, ...series.flatMap(({ values }) => values)), MARKS)
  const top = marks.at(-1) ?? 1
  const width = (WIDTH - PAD.left - PAD.right) / Math.max(1, days.length)
  const x = (index: number) => PAD.left + width * (index + 0.5)
  const y = (value: number) => HEIGHT - PAD.bottom - ((HEIGHT - PAD.top - PAD.bottom) * Math.max(0, value)) / top
  const told = (index: number) =>
    [showDay(days[index] ?? ''), ...series.map(({ name, values }) => `${name} ${show(values[index] ?? 0)}`)].join('\n')
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {marks.map((mark) => (
          <line key={mark} x1={PAD.left} x2={WIDTH - PAD.right} y1={y(mark)} y2={y(mark)} className="chart-grid" />
        ))}
        <line x1={PAD.left} x2={WIDTH - PAD.right} y1={y(0)} y2={y(0)} className="chart-axis" />
        {series.map(({ key, values }, place) =>
          kind === 'lines' ? (
            <polyline
              key={key}
              points={values.map((value, index) => `${x(index)},${y(value)}`).join(' ')}
              className={`chart-line is-${key}`}
            />
          ) : (
            values.map((value, index) => (
              <rect
                key={`${key} ${days[index]}`}
                x={x(index) - width * 0.36 + (place * width * 0.72) / series.length}
                y={y(value)}
                width={(width * 0.72) / series.length}
                height={y(0) - y(value)}
                className={`chart-bar is-${key}`}
              />
            ))
          ),
        )}
        {marks.map((mark) => (
          <text key={mark} x={PAD.left} y={y(mark) - 3} className="chart-text">
            {show(mark)}
          </text>
        ))}
        {days.map((day, index) => (
          <g key={day}>
            {index % 7 === (days.length - 1) % 7 && (
              <text x={x(index)} y={HEIGHT - 6} textAnchor={index === days.length - 1 ? 'end' : 'middle'} className="chart-text">
                {showDay(day)}
              </text>
            )}
            <rect x={x(index) - width / 2} y={0} width={width} height={HEIGHT} className="chart-day">
              <title>{told(index)}</title>
            </rect>
          </g>
        ))}
      </svg>
      <figcaption>
        {series.map(({ key, name, values }) => (
          <span key={key} className={`chart-name is-${key}`}>
            {name} <b>{show(values.at(-1) ?? 0)}</b>
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
