import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly count?: number | undefined;
  readonly aside?: ReactNode;
  readonly id?: string;
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A part of a screen with a heading that a screen reader can jump to. */
export function Panel({ title, count, aside, id, flush = false, children }: Props) {
  const heading = `${id ?? title}-heading`;
  return (
    <section
      className={flush ? "panel flush" : "panel"}
      aria-labelledby={heading}
      id={id}
      tabIndex={id ? -1 : undefined}
    >
      <header>
        <h2 id={heading}>
          {title}
          {count !== undefined && <span className="count">{count}</span>}
        </h2>
        {aside}
      </header>
      <div className="inside">{children}</div>
    </section>
  );
}
