import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { useSite } from "../site/site-query.ts";
import type { SheetPlace } from "./shown-documents.ts";
import "./paper.css";

interface Props {
  readonly title: string;
  readonly place: SheetPlace;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly code: string;
  readonly children: ReactNode;
}

/** One sheet of A4 in the form people know: project and title above, a ruled table, number, check code and page below. */
export function Paper({ title, place, startsAt, endsAt, code, children }: Props) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const names = useNames();
  const wall = useWall();
  const now = useNow(60_000);
  const { at, sheet, sheets, leading } = place;
  return (
    <article className="paper" aria-label={title}>
      <header>
        <p className="project">{useSite(site).name}</p>
        <h1>{title}</h1>
        <p className="paper-number">
          {t("log:page.number")} {at.post}-{at.date}-{at.shift}
        </p>
      </header>
      <dl className="paper-head">
        <Cell label={t("log:page.post")}>{names.post(at.post)}</Cell>
        <Cell label={t("log:page.shift")}>
          {at.date} {names.shift(at.post, at.shift)}
        </Cell>
        <Cell label={t("log:page.hours")}>
          {wall.time(startsAt)}–{wall.time(endsAt)}
        </Cell>
        <Cell label={t("log:page.leading")}>{leading ? names.person(leading) : ""}</Cell>
      </dl>
      {children}
      <footer>
        <span>
          {t("log:page.checkCode")} <strong>{code}</strong>
        </span>
        <span>
          {t("log:page.printedAt")} {wall.day(now)} {wall.time(now)}
        </span>
        <span>{t("log:page.sheet", { page: sheet, pages: sheets })}</span>
      </footer>
    </article>
  );
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A place for a signature: who, when, and that it was given by PIN. */
export function SignatureCell({
  label,
  name,
  when,
}: {
  label: string;
  name: string | undefined;
  when?: number | undefined;
}) {
  const wall = useWall();
  return (
    <div className="signature">
      <span className="label">{label}</span>
      <span className="hand">{name ?? ""}</span>
      <span className="at">{when === undefined ? "" : `${wall.day(when)} ${wall.time(when)}`}</span>
    </div>
  );
}
