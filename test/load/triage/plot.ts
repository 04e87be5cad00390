import type { TriageCost } from './run.ts'

const width = 640
const height = 360
const margin = { left: 60, right: 20, top: 40, bottom: 50 }

/** The cost per case against the number of stored cases, as an SVG: the whole step, and the candidates alone. */
export function costPlot(costs: readonly TriageCost[]): string {
  const most = Math.max(...costs.map(({ msPerCase }) => msPerCase)) * 1.15
  const [least = 0, largest = 1] = [costs[0]?.stored, costs.at(-1)?.stored].map((size) => Math.log10(size ?? 1))
  const x = (stored: number): number =>
    margin.left + ((Math.log10(stored) - least) / (largest - least || 1)) * (width - margin.left - margin.right)
  const y = (ms: number): number => height - margin.bottom - (ms / most) * (height - margin.top - margin.bottom)
  const line = (of: (cost: TriageCost) => number, color: string): string =>
    `<polyline fill="none" stroke="${color}" stroke-width="2" points="${costs.map((c) => `${x(c.stored)},${y(of(c))}`).join(' ')}"/>` +
    costs
      .map(
        (c) =>
          `<circle cx="${x(c.stored)}" cy="${y(of(c))}" r="4" fill="${color}"/>` +
          label(x(c.stored), y(of(c)) - 8, of(c).toFixed(2)),
      )
      .join('')
  const sizes = costs
    .map((c) => label(x(c.stored), height - margin.bottom + 20, c.stored.toLocaleString('en')))
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
<text x="${margin.left}" y="22" font-size="14">Triage: ms per case against cases stored (blue: whole step; red: candidates)</text>
<path d="M${margin.left} ${margin.top}V${height - margin.bottom}H${width - margin.right}" fill="none" stroke="#888"/>
${line((c) => c.msPerCase, '#1f5fbf')}
${line((c) => c.candidatesMsPerCase, '#c0392b')}
${sizes}
</svg>
`
}

function label(x: number, y: number, text: string): string {
  return `<text x="${x}" y="${y}" text-anchor="middle">${text}</text>`
}
