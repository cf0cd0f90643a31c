import { useState } from "react";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { DaysPanel } from "./DaysPanel.tsx";
import { EvidenceDrawer } from "./EvidenceDrawer.tsx";
import type { EvidenceAsked } from "./evidence-asked.ts";
import { HappenedPanel } from "./HappenedPanel.tsx";
import { YesterdayPanel } from "./YesterdayPanel.tsx";
import "./overview-past.css";

/** What was due and what came of it, what happened, and the evidence behind each figure. */
export function OverviewPast({ yesterday }: Pick<OverviewAnswer, "yesterday">) {
  const [asked, setAsked] = useState<EvidenceAsked>();
  return (
    <>
      <YesterdayPanel yesterday={yesterday} onAsk={setAsked} />
      <DaysPanel onAsk={setAsked} />
      <HappenedPanel />
      <EvidenceDrawer asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
