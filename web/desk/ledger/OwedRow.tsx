import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isOverdue } from "#duty/grammar/obligation.ts";
import type { Owed } from "#server/ledger/ledger-answer.ts";
import { useListed } from "../../ui/listed.ts";
import { Status } from "../../ui/Status.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { Left, Moment, When } from "../../ui/When.tsx";
import { useDetail } from "../refusal/RefusalNote.tsx";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { functionName, useNames } from "../site/names.ts";
import { owedSentence } from "../site/owed-sentence.ts";
import { placeOfOwed } from "./place-of-owed.ts";

/** One obligation: what, by when, by which clause, and how far the calling has gone. */
export function OwedRow({ owed }: { owed: Owed }) {
  const { t } = useTranslation();
  const now = useNow(15_000);
  const fill = useDetail();
  const late = isOverdue(owed.dueAt, now);
  return (
    <li className={late ? "owed late" : "owed"}>
      <strong className="at">
        <Moment at={owed.dueAt} />
      </strong>
      <div className="told">
        <span className="what">
          <WhereItIsDone owed={owed}>{owedSentence(owed.what, fill(owed.detail ?? {}))}</WhereItIsDone>
        </span>
        <p className="row small">
          {late && <Status kind="overdue">{t("ledger:late")}</Status>}
          <Left at={owed.dueAt} />
        </p>
        <CalledSoFar owed={owed} />
      </div>
      <RuleChips rules={owed.rules} />
    </li>
  );
}

function WhereItIsDone({ owed, children }: { owed: Owed; children: ReactNode }) {
  const place = placeOfOwed(owed);
  return place ? (
    <Link {...place} className="target">
      {children}
    </Link>
  ) : (
    children
  );
}

/** How far the calling has gone; it is answered where the calls are. */
function CalledSoFar({ owed }: { owed: Owed }) {
  const { t } = useTranslation();
  const listed = useListed();
  const names = useNames();
  const answer = owed.acknowledgedAt !== null && (
    <p className="ladder">
      {t(owed.selfAnswered ? "ledger:answeredForThemselves" : "ledger:acknowledged", {
        name: names.person(owed.acknowledgedBy),
      })}{" "}
      <Moment at={owed.acknowledgedAt} />
    </p>
  );
  if (answer && !owed.selfAnswered) return answer;
  const called = owed.ladder.slice(0, owed.rung).map(({ call }) => functionName(call));
  const next = owed.ladder[owed.rung];
  if (called.length === 0 && !(next && owed.missedAt !== null)) return null;
  return (
    <>
      {answer}
      <p className="ladder">
        {called.length > 0 && t("ledger:called", { who: listed(called) })}
        {next && (
          <>
            {" "}
            {t("ledger:next", { who: functionName(next.call) })} <When at={next.at} />
          </>
        )}
      </p>
    </>
  );
}
