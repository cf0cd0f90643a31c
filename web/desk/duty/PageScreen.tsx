import { useQueries, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Broken, Nothing, Waiting } from "../../ui/States.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { pageQuery } from "../log/log-query.ts";
import type { PageSheets } from "../paper/page-sheets.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { PageBar } from "./PageBar.tsx";

/** The page of a shift as a document, with the forms of other nouns behind it: on screen what the printer gives. */
export function PageScreen({ sheets }: { sheets: readonly PageSheets[] }) {
  const { t } = useTranslation();
  const at = useParams({ from: "/page/$post/$date/$shift" });
  const page = useQuery(pageQuery(useDeskPlace(), at));
  if (!page.data)
    return (
      <div className="panel">
        <div className="inside">
          {page.isError ? (
            <Broken what={t("ui:broken.away")} onRetry={() => void page.refetch()} />
          ) : (
            <Waiting rows={12} />
          )}
        </div>
      </div>
    );
  if (page.data.state.phase === "unknown")
    return (
      <div className="panel">
        <Nothing title={t("log:notOpen")}>
          <p>{t("log:notOpenNote")}</p>
          <Link to="/duty/$post" params={{ post: at.post }}>
            {t("log:page.back")}
          </Link>
        </Nothing>
      </div>
    );
  return (
    <div className="papers">
      <PageBar at={at} page={page.data} />
      <Sheets of={sheets} at={at} />
    </div>
  );
}

/** Those that are there, numbered through. */
function Sheets({ of, at }: { of: readonly PageSheets[]; at: ShiftId }) {
  const place = useDeskPlace();
  const views = useQueries({ queries: of.map((each) => each.question(place, at)) });
  const known = of.flatMap((each, index) => {
    const view = views[index]?.data;
    return view === undefined ? [] : [{ ...each, view }];
  });
  const leading = known.map(({ leading: tell, view }) => tell?.(view)).find((each) => each !== undefined);
  const there = known.flatMap(({ isThere, sheets, view }) =>
    isThere(view) ? sheets.map((sheet) => ({ sheet, view })) : [],
  );
  return there.map(({ sheet, view }, index) => (
    <Fragment key={sheet.key}>{sheet.draw(view, { at, sheet: index + 1, sheets: there.length, leading })}</Fragment>
  ));
}
