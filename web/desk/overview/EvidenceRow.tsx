import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OutcomeEvidence } from "#server/overview/overview-answer.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { Broken, Waiting } from "../../ui/States.tsx";
import { Status, type StatusKind } from "../../ui/Status.tsx";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { EntryTime } from "../log/LineTimes.tsx";
import { useNames } from "../site/names.ts";
import { historyQuery } from "./overview-query.ts";
import { useOwedWords } from "./owed-words.ts";
import { PlaceOfDuty } from "./PlaceOfDuty.tsx";
import { RuleLinks } from "./RuleLinks.tsx";

const looks: Readonly<Record<OutcomeEvidence["outcome"], StatusKind>> = {
  "in-time": "well",
  late: "overdue",
  missed: "overdue",
  void: "quiet",
  open: "accent",
};

/** One obligation: what was owed where and by when, what came of it; its entries on demand. */
export function EvidenceRow({ evidence }: { evidence: OutcomeEvidence }) {
  const { t } = useTranslation();
  const names = useNames();
  const words = useOwedWords();
  const [open, setOpen] = useState(false);
  const { outcome, stream, post, person, dueAt, metAt, acknowledgedBy, selfAnswered, rules, clock } = evidence;
  return (
    <li className="overview-row">
      <div className="overview-row-what">
        <Status kind={looks[outcome]}>{t(`overview:outcome.${outcome}`)}</Status>
        <PlaceOfDuty owed={evidence} post={post}>
          {words(evidence)}
        </PlaceOfDuty>
      </div>
      <p className="soft small">
        {names.post(post)}
        {person !== null && ` · ${names.person(person)}`} · {t("overview:dueAt")} <Moment at={dueAt} />
        {metAt !== null && (
          <>
            {" · "}
            {t("overview:metAt")} <Moment at={metAt} />
          </>
        )}
        {acknowledgedBy !== null &&
          ` · ${t(selfAnswered ? "ledger:answeredForThemselves" : "ledger:acknowledged", { name: names.person(acknowledgedBy) })}`}
      </p>
      {clock !== null && <p className="small">{t(`clock:fault.${clock}`)}</p>}
      <div className="row spread">
        <span className="row">
          <RuleLinks rules={rules} />
        </span>
        <button type="button" className="overview-link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "overview:hideEntries" : "overview:entries")}
        </button>
      </div>
      {open && <Entries noun={stream.noun} id={stream.id} />}
    </li>
  );
}

function Entries({ noun, id }: { noun: string; id: string }) {
  const { t } = useTranslation();
  const { given } = useGivenTexts();
  const { site } = useDeskPlace();
  const { data, isError, refetch } = useQuery(historyQuery(site, noun, id));
  if (isError && !data) return <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} />;
  if (!data) return <Waiting rows={3} />;
  return (
    <ol className="overview-entries">
      {data.entries.map((entry) => (
        <li key={entry.version}>
          <EntryTime entry={entry} /> <span>{given(entry)}</span>
        </li>
      ))}
    </ol>
  );
}
