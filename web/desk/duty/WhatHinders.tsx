import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#duty/grammar/decision.ts";
import type { DueForDuty } from "#server/attendance/attendance-answer.ts";
import { useListed } from "../../ui/listed.ts";
import { useDeskPlace } from "../door/acting.ts";
import { callsQuery } from "../ledger/calls-query.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";

interface Props {
  readonly post: string;
  readonly due: readonly DueForDuty[];
  readonly refusal: Refusal;
}

/** Why what comes next cannot be done yet; where somebody waits for a relief, who is to come and who is called. */
export function WhatHinders({ post, due, refusal }: Props) {
  return (
    <div className="stack">
      <RefusalNote problem={refusal} />
      {refusal.code === "attendance.post-uncovered" && <WhoComes post={post} due={due} />}
    </div>
  );
}

function WhoComes({ post, due }: Pick<Props, "post" | "due">) {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
  const { site } = useDeskPlace();
  const { data } = useQuery(callsQuery(site));
  const calls = (data?.calls ?? []).filter(
    (call) => call.post === post && (call.answeredAt === null || call.selfAnswered),
  );
  const called = calls.flatMap(({ rungs }) => rungs.flatMap(({ isCalled, people }) => (isCalled && people) || []));
  const told = (people: readonly string[]) => listed([...new Set(people)].map((each) => names.person(each)));
  const coming = due.map(({ person }) => person);
  return (
    <div className="stack soft">
      <p>
        {coming.length > 0
          ? t("attendance:next.wait.coming", { people: told(coming) })
          : t("attendance:next.wait.nobodyDue")}
      </p>
      <p>
        {called.length > 0
          ? t("attendance:next.wait.called", { people: told(called) })
          : t("attendance:next.wait.nobodyCalled")}
      </p>
    </div>
  );
}
