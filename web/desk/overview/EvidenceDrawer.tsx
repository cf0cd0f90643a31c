import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dueOutcomes } from "#duty/ledger/outcome.ts";
import type { OutcomeEvidence } from "#server/overview/overview-answer.ts";
import { Choices } from "../../ui/Choices.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Broken, Nothing, Waiting } from "../../ui/States.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { EvidenceRow } from "./EvidenceRow.tsx";
import type { EvidenceAsked } from "./evidence-asked.ts";
import { outcomesQuery } from "./overview-query.ts";

/** The obligations behind a figure, one by one, and behind each of them its entries. */
export function EvidenceDrawer({ asked, onClose }: { asked: EvidenceAsked | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const about = asked && [asked.day, asked.rule, asked.post && names.post(asked.post)].filter(Boolean).join(" · ");
  return (
    <Dialog open={asked !== undefined} from="side" title={t("overview:evidence", { about })} onClose={onClose}>
      {asked && <EvidenceList asked={asked} />}
    </Dialog>
  );
}

type Filter = OutcomeEvidence["outcome"] | "all";

function EvidenceList({ asked }: { asked: EvidenceAsked }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const [filter, setFilter] = useState<Filter>("all");
  const { data, isError, refetch } = useQuery(outcomesQuery(site, acting.person, asked));
  if (isError && !data) return <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} />;
  if (!data) return <Waiting rows={8} />;
  const { obligations } = data;
  const counted = dueOutcomes
    .map((key) => ({ key, count: obligations.filter(({ outcome }) => outcome === key).length }))
    .filter(({ count }) => count > 0);
  const options = [
    { key: "all" as Filter, name: t("overview:allOf", { count: obligations.length }) },
    ...counted.map(({ key, count }) => ({ key: key as Filter, name: `${t(`overview:outcome.${key}`)} ${count}` })),
  ];
  const shown = obligations.filter(({ outcome }) => filter === "all" || outcome === filter);
  return (
    <div className="stack">
      <Choices label={t("overview:outcomeLabel")} options={options} chosen={filter} onChoose={setFilter} />
      {shown.length === 0 && <Nothing title={t("overview:nothingDue")} />}
      <ul className="overview-evidence">
        {shown.map((each) => (
          <EvidenceRow key={`${each.stream.noun}/${each.stream.id}#${each.key}`} evidence={each} />
        ))}
      </ul>
    </div>
  );
}
