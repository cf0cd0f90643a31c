import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { leaderOf } from "#duty/handover/handover-parties.ts";
import { awaitsCountersign } from "#duty/log/countersign-page.ts";
import { Broken, Nothing, Waiting } from "../../ui/States.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { handoverQuery } from "../handover/handover-query.ts";
import { pageQuery } from "../log/log-query.ts";
import { HandoverPaper } from "../paper/HandoverPaper.tsx";
import { LogPaper } from "../paper/LogPaper.tsx";
import { PropertyPaper } from "../paper/PropertyPaper.tsx";
import { PageBar } from "./PageBar.tsx";

/** The page of a shift as a document, with the forms of its hand-over behind it: on screen what the printer gives. */
export function PageScreen() {
  const { t } = useTranslation();
  const at = useParams({ from: "/page/$post/$date/$shift" });
  const place = useDeskPlace();
  const page = useQuery(pageQuery(place, at));
  const handover = useQuery(handoverQuery(place, at));
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
  const prepared = handover.data && handover.data.state.phase !== "unknown" && handover.data.state.preparation;
  const leading = handover.data && leaderOf(handover.data.state, handover.data.facts);
  const sheetAt = (sheet: number) => ({ at, sheet, sheets: prepared ? 3 : 1, leading });
  return (
    <div className="papers">
      <PageBar awaitsCountersign={awaitsCountersign(page.data.state)} at={at} />
      <LogPaper page={page.data} place={sheetAt(1)} />
      {prepared && handover.data && (
        <>
          <HandoverPaper view={handover.data} place={sheetAt(2)} />
          <PropertyPaper view={handover.data} place={sheetAt(3)} />
        </>
      )}
    </div>
  );
}
