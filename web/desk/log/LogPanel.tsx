import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { offDuty } from "#duty/log/write-line.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Broken, Nothing, Waiting } from "../../ui/States.tsx";
import { Status } from "../../ui/Status.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { useNames } from "../site/names.ts";
import { LineWriting } from "./LineWriting.tsx";
import { LogLines } from "./LogLines.tsx";
import { pageQuery } from "./log-query.ts";
import { UnfinishedLine } from "./UnfinishedLine.tsx";
import "./log.css";

/** The page of the shift: a line is written on top, what has been written stands below, newest first. */
export function LogPanel({ post, shift }: { post: string; shift: { date: string; shift: string } | undefined }) {
  const { t } = useTranslation();
  const place = useDeskPlace();
  const names = useNames();
  const name = { post, date: shift?.date ?? "", shift: shift?.shift ?? "" };
  const { data, isError, refetch } = useQuery({
    ...pageQuery(place, name),
    enabled: shift !== undefined && !place.acting.locked,
  });
  const title = t("log:title");
  if (!shift) return <Panel title={title}>{<Nothing title={t("log:noShift")} />}</Panel>;
  if (isError && !data)
    return (
      <Panel title={title}>
        <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} />
      </Panel>
    );
  if (!data)
    return (
      <Panel title={title}>
        <Waiting rows={8} />
      </Panel>
    );
  const { phase } = data.state;
  const away = offDuty(data.rule, data.facts);
  const writes = phase === "open" && !away;
  return (
    <Panel
      id="log"
      title={title}
      flush
      aside={
        <span className="row">
          {phase !== "unknown" && (
            <Status kind={phase === "open" ? "accent" : "quiet"}>{t(`log:phase.${phase}`)}</Status>
          )}
          <Link to="/page/$post/$date/$shift" params={name} className="target">
            {shift.date} {names.shift(post, shift.shift)}
          </Link>
        </span>
      }
    >
      {phase === "unknown" ? (
        <Nothing title={t("log:notOpen")}>
          <p>{t("log:notOpenNote")}</p>
        </Nothing>
      ) : (
        <>
          {phase === "open" && away && <NotOnDuty rules={away.refusal.rules} />}
          {writes ? <LineWriting page={data} at={name} /> : <UnfinishedLine post={post} />}
          <LogLines page={data} at={name} writes={writes} />
        </>
      )}
    </Panel>
  );
}

function NotOnDuty({ rules }: { rules: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <p className="composer row spread small soft">
      <span>{t("log:notOnDuty")}</span>
      <RuleChips rules={rules} />
    </p>
  );
}
