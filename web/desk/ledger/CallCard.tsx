import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { longest } from "#duty/grammar/limits.ts";
import type { CallNow } from "#server/ledger/calls-answer.ts";
import { useListed } from "../../ui/listed.ts";
import { Status } from "../../ui/Status.tsx";
import { Moment, When } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote, useDetail } from "../refusal/RefusalNote.tsx";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { functionName, useNames } from "../site/names.ts";
import { owedSentence } from "../site/owed-sentence.ts";
import { HearCall } from "./HearCall.tsx";

/** What a call is about: the texts of its own noun say it (`matter:owed.settle`). */
export function useCallTitle(): (call: CallNow) => string {
  const { t } = useTranslation();
  const names = useNames();
  const fill = useDetail();
  return ({ what, detail, post }) =>
    t("ledger:calls.about", { post: names.post(post), what: owedSentence(what, fill(detail ?? {})) });
}

interface CallCardProps {
  readonly call: CallNow;
  /** The one whose button is solid. */
  readonly first: boolean;
  /** What people are called. */
  readonly named: Readonly<Record<string, string>>;
}

/** One call: what, since when, how far up the ladder, who has heard it, and the button for whoever may answer. */
export function CallCard({ call, first, named }: CallCardProps) {
  const { t } = useTranslation();
  const title = useCallTitle();
  return (
    <li className={call.calling.length > 0 ? "call mine" : "call"}>
      <div className="row spread">
        <Status kind="overdue">{t(call.wholeSiteFrom === null ? "ledger:calls.running" : "ledger:calls.ended")}</Status>
        <RuleChips rules={call.rules} />
      </div>
      <h3>{title(call)}</h3>
      <When at={call.dueAt} />
      <ol className="rungs">
        {call.rungs.map((rung, index) => (
          <RungLine key={`${rung.call}#${rung.at}`} rung={rung} isNext={index === nextOf(call)} named={named} />
        ))}
      </ol>
      <Answer call={call} first={first} />
    </li>
  );
}

/** Index of the rung that is called next; none where nobody is. */
function nextOf({ rungs, nextAt }: CallNow): number {
  return nextAt === null ? -1 : rungs.findIndex(({ isCalled }) => !isCalled);
}

interface RungLineProps extends Pick<CallCardProps, "named"> {
  readonly rung: CallNow["rungs"][number];
  readonly isNext: boolean;
}

function RungLine({ rung, isNext, named }: RungLineProps) {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
  const people = (rung.people ?? []).map((each) => named[each] ?? names.person(each));
  return (
    <li className={rung.isCalled ? "rung called" : "rung"}>
      <span>
        <Moment at={rung.at} />
      </span>
      <span>
        <b>{functionName(rung.call)}</b> {people.length > 0 && <span className="soft">{listed(people)}</span>}
      </span>
      <span className="rung-state">
        {isNext ? <When at={rung.at} /> : rung.isCalled && <Heard rung={rung} t={t} />}
      </span>
    </li>
  );
}

function Heard({ rung, t }: { rung: CallNow["rungs"][number]; t: ReturnType<typeof useTranslation>["t"] }) {
  if (rung.heardAt !== null) return t("ledger:calls.heard");
  if (rung.people?.length === 0) return t("ledger:calls.nobody");
  return rung.unheardAt === null ? t("ledger:calls.calling") : t("ledger:calls.unheard");
}

/** Whom the acting person may answer for is said by the rule; about themselves only with a reason. */
function Answer({ call, first }: { call: CallNow; first: boolean }) {
  const { answering, stream, key } = call;
  const { t } = useTranslation();
  const field = useId();
  const { acting } = useDeskPlace();
  const { send, busy, problem } = useSend();
  const [reason, setReason] = useState("");
  const mine = answering.find(({ person }) => person === acting.person);
  if (!mine) return <p className="soft small">{t("ledger:calls.notYours")}</p>;
  if (mine.about === "hearing") return <HearCall call={call} first={first} />;
  const { noun, id } = stream;
  const words = reason.trim() === "" ? {} : { reason: reason.trim() };
  return (
    <div className="stack">
      {mine.about === "oneself" && (
        <label htmlFor={field} className="stack">
          <span>{t("ledger:calls.reason")}</span>
          <Input.TextArea
            id={field}
            rows={2}
            maxLength={longest.reason}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
      )}
      <Button
        block
        type={first ? "primary" : "default"}
        loading={busy}
        onClick={() => void send("ledger.acknowledge", { stream: { noun, id }, key, ...words })}
      >
        {t("ledger:acknowledge")}
      </Button>
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}
