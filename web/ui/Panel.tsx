import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly count?: number | undefined;
  readonly aside?: ReactNode;
  readonly id?: string;
  readonly flush?: boolean;
  /** What is in it may scroll within it and holds nothing that can be pressed: then the keyboard reaches it all the same. */
  readonly scrolls?: boolean;
  readonly children: ReactNode;
}

/** A part of a screen with a heading that a screen reader can jump to. */
export function Panel({ title, count, aside, id, flush = false, scrolls = false, children }: Props) {
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
      <div className="inside" {...(scrolls ? { tabIndex: 0 } : {})}>
        {children}
      </div>
    </section>
  );
}
