import type { ReactNode } from 'react'

/** One framed subject of a page. */
export function Panel({
  title,
  note,
  extra,
  className = '',
  children,
}: {
  title: string
  note?: ReactNode
  extra?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={`panel ${className}`}>
      <header className="panel-head">
        <h2>{title}</h2>
        {note && <span className="panel-note">{note}</span>}
        {extra && <span className="panel-extra">{extra}</span>}
      </header>
      <div className="panel-body">{children}</div>
    </section>
  )
}

/** A page's title line. */
export function PageHead({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {note && <span className="page-note">{note}</span>}
      {children && <div className="page-tools">{children}</div>}
    </header>
  )
}
