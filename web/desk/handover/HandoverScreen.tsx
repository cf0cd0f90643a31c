import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Broken, Waiting } from "../../ui/States.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { NamesContext, useNames } from "../site/names.ts";
import { HandoverHead } from "./HandoverHead.tsx";
import { HandoverParts } from "./HandoverParts.tsx";
import { HandoverContext, handoverDesk } from "./handover-desk.ts";
import { handoverQuery } from "./handover-query.ts";
import { withMatters } from "./matter-names.ts";
import { NeverBegun } from "./NeverBegun.tsx";
import "./handover.css";
import "./handover-layout.css";

/** The act by which a post passes on: left what is handed over, right who takes it, below what both go through. */
export function HandoverScreen() {
  const { t } = useTranslation();
  const at = useParams({ from: "/handover/$post/$date/$shift" });
  const place = useDeskPlace();
  const names = useNames();
  const { data, isError, refetch } = useQuery(handoverQuery(place, at));
  if (!data)
    return (
      <div className="panel">
        <div className="inside">
          {isError ? <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} /> : <Waiting rows={10} />}
        </div>
      </div>
    );
  const desk = handoverDesk(data, at, place.acting.person);
  if (!desk) return <NeverBegun at={at} />;
  return (
    <HandoverContext value={desk}>
      <NamesContext value={withMatters(names, data.matters)}>
        <HandoverHead />
        <HandoverParts />
      </NamesContext>
    </HandoverContext>
  );
}
